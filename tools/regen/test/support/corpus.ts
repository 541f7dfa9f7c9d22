import type { Bump } from "../../src/verdict/bump.ts";
import type { Edit } from "./contract.ts";

/** A small edit of the real contract, and what it means, by semver as of 1.0. */
export interface Row {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly client: Bump;
  readonly mock: Bump;
  /** What the caller is told, among other things perhaps; `undefined` where there is nothing to tell. */
  readonly told: string | undefined;
  /** Whether the contract that the edit starts from is edited too. */
  readonly from?: readonly Edit[];
}

const row = (
  name: string,
  edits: readonly Edit[],
  bumps: string,
  told?: string,
  from?: readonly Edit[],
): Row => {
  const [client, mock = client] = bumps.split("/") as [Bump, Bump?];
  return { name, edits, client, mock, told, ...(from && { from }) };
};
const more =
  (...added: readonly unknown[]) =>
  (old: unknown): unknown[] => [...(old as unknown[]), ...added];
const less =
  (...removed: readonly unknown[]) =>
  (old: unknown): unknown[] =>
    (old as unknown[]).filter((entry) => !removed.includes(entry));
const parameter = (name: string, rest: object = {}): object => ({
  name,
  in: "query",
  description: `The ${name}.`,
  schema: { type: "string" },
  ...rest,
});
const failure = (code: number, kind = "not_found"): object => ({
  summary: "The chat is dissolved",
  "x-error": { kind, evidence: "documented", remedy: "Leave the chat out." },
  value: { code, msg: "dissolved" },
});
const MEDIA = "content application/json";
const COMPONENT = "components parameters";
const SORT = "list parameters 1";
const SIZE = "list parameters 3";
const EXAMPLES = `list responses 400 ${MEDIA} examples`;
const FORMS = `token responses 200 ${MEDIA} schema`;
const EXPIRE = "components schemas TenantAccessToken properties expire";
const firstForm = (old: unknown): unknown => (old as { anyOf: unknown[] }).anyOf[0];
const twoForms = (old: unknown): object => ({ anyOf: [old, { type: "integer" }] });
/** The size of a page as a reference to a component of at most 200, and what stands beside it. */
const sized = (beside: object): readonly Edit[] => [
  ["components schemas Size", { type: "integer", format: "int32", minimum: 1, maximum: 200 }],
  [`${SIZE} schema`, { $ref: "#/components/schemas/Size", ...beside }],
];
const PAGE = {
  required: ["has_more"],
  type: "object",
  properties: {
    items: { type: "array", items: { $ref: "#/components/schemas/Chat" } },
    page_token: { type: "string" },
    has_more: { type: "boolean" },
  },
};
const TOKEN: Edit = ["components schemas Token", { type: "string", pattern: "^.{3}$" }];
/** A field of the answer behind two references, and what stands beside the inner one. */
const counted = (beside: object): readonly Edit[] => [
  ["components schemas Count", { type: "integer", maximum: 9 }],
  [
    "components schemas About",
    { type: "object", properties: { count: { $ref: "#/components/schemas/Count", ...beside } } },
  ],
  ["page properties about", { $ref: "#/components/schemas/About", description: "About the page." }],
];
/** A field of the answer that holds itself, and what is said of the inner one. */
const nested = (description: string): readonly Edit[] => [
  [
    "components schemas Node",
    { type: "object", properties: { child: { $ref: "#/components/schemas/Node", description } } },
  ],
  ["page properties node", { $ref: "#/components/schemas/Node" }],
];
const operation = {
  operationId: "im.v1.chat.get",
  tags: ["im"],
  summary: "Get a chat",
  security: [{ tenantAccessToken: [] }],
  responses: {
    "200": {
      description: "The chat.",
      content: {
        "application/json": {
          schema: {
            type: "object",
            required: ["code", "msg", "data"],
            properties: {
              code: { type: "integer", const: 0 },
              msg: { type: "string" },
              data: { $ref: "#/components/schemas/Chat" },
            },
          },
        },
      },
    },
  },
};

export const CORPUS: readonly Row[] = [
  // What a caller may send.
  row(
    "a request's enum loses a value",
    [[`${SORT} schema enum`, less("ByActiveTimeDesc")]],
    "major",
    "`sort_type`: `ByActiveTimeDesc` is no longer accepted: callers that send it break",
  ),
  row(
    "a request's enum gains a value",
    [[`${SORT} schema enum`, more("ByHotDesc")]],
    "minor",
    "`sort_type` may now be `ByHotDesc`",
  ),
  row(
    "a request's enum swaps a value",
    [[`${SORT} schema enum`, ["ByCreateTimeAsc", "ByHotDesc"]]],
    "major",
    "`sort_type` may now be `ByHotDesc`",
  ),
  row(
    "a request's enum is dropped",
    [[`${SORT} schema enum`, undefined]],
    "minor",
    "`sort_type` may now be any value",
  ),
  row(
    "a request's text gets an enum",
    [[`${COMPONENT} PageToken schema enum`, ["a", "b"]]],
    "major",
    "`page_token` is one of `a`, `b`: callers that send anything else break",
  ),
  row(
    "an optional parameter is added",
    [["list parameters", more(parameter("keyword"))]],
    "minor",
    "`keyword` may now be sent",
  ),
  row(
    "a required parameter is added",
    [["list parameters", more(parameter("keyword", { required: true }))]],
    "major",
    "`keyword` must now be sent: every caller breaks",
  ),
  row(
    "a parameter is removed",
    [[SORT, undefined]],
    "major",
    "`sort_type` is no longer accepted: callers that send it break",
  ),
  row(
    "a parameter is renamed",
    [[`${SORT} name`, "order"]],
    "major",
    "`sort_type` is now `order`: callers that send it break",
  ),
  row(
    "a parameter becomes required",
    [[`${SORT} required`, true]],
    "major",
    "`sort_type` must now be sent: callers that leave it out break",
  ),
  row("a required parameter becomes optional", [], "minor", "`sort_type` may be left out", [
    [`${SORT} required`, true],
  ]),
  row(
    "a parameter moves into the path",
    [
      [
        "paths",
        (old: unknown) => {
          const { "/im/v1/chats": item, ...rest } = old as { "/im/v1/chats": unknown };
          return { ...rest, "/im/v1/chats/{sort_type}": item };
        },
      ],
      [
        "paths /im/v1/chats/{sort_type} get parameters 1",
        (old: unknown) => ({ ...(old as object), in: "path", required: true }),
      ],
    ],
    "major",
    undefined,
  ),
  row("a maximum is raised", [[`${SIZE} schema maximum`, 200]], "minor", "`page_size` may now be 200"),
  row(
    "a maximum is lowered",
    [
      [`${SIZE} schema maximum`, 50],
      [`${SIZE} schema default`, 20],
    ],
    "major",
    "`page_size` must be 50 at most, not 100: callers that send more break",
  ),
  row(
    "a maximum is dropped",
    [[`${SIZE} schema maximum`, undefined]],
    "minor",
    "`page_size` has no `maximum` any more",
  ),
  row(
    "a minimum is raised",
    [[`${SIZE} schema minimum`, 5]],
    "major",
    "`page_size` must be 5 at least, not 1: callers that send less break",
  ),
  row("a minimum is lowered", [[`${SIZE} schema minimum`, 0]], "minor", "`page_size` may now be 0"),
  row(
    "a text gets a longest length",
    [[`${COMPONENT} PageToken schema maxLength`, 100]],
    "major",
    "`page_token` must have 100 characters at most: callers that send more break",
  ),
  row(
    "a text gets a pattern",
    [[`${COMPONENT} PageToken schema pattern`, "^[a-z]+$"]],
    "major",
    "`page_token` must keep to `pattern` `^[a-z]+$`: callers that send other values break",
  ),
  row(
    "a text's format is dropped",
    [["body properties app_secret format", undefined]],
    "minor",
    "`app_secret` has no `format` any more",
  ),
  row(
    "a default is changed",
    [[`${SIZE} schema default`, 50]],
    "major",
    "`page_size` is `50` when left out, not `20`: callers that leave it out get another answer",
  ),
  row(
    "a default is added",
    [[`${COMPONENT} PageToken schema default`, "first"]],
    "minor",
    "`page_token` is `first` when left out",
  ),
  row(
    "a default is removed",
    [[`${SORT} schema default`, undefined]],
    "major",
    "`sort_type` is no longer `ByCreateTimeAsc` when left out: callers that leave it out break",
  ),
  row(
    "a parameter's type is changed",
    [
      [`${SORT} schema`, { type: "integer" }],
      [`${SORT} example`, 1],
    ],
    "major",
    "`sort_type` is `integer`, not `string`: callers break",
  ),
  row(
    "a parameter's type is widened",
    [["body properties app_id type", ["string", "integer"]]],
    "minor",
    "`app_id` may now be `integer`",
  ),
  row(
    "a parameter may be null",
    [["body properties app_id type", ["string", "null"]]],
    "minor",
    "`app_id` may now be `null`",
  ),
  row(
    "a text becomes a list",
    [[`${SORT} schema`, { type: "array", items: { type: "string" } }]],
    "major",
    "`sort_type` is `array`, not `string`: callers break",
  ),
  row(
    "a body's field is removed",
    [
      ["body properties app_id", undefined],
      ["body required", less("app_id")],
      ["token requestBody content application/json examples custom-app value app_id", undefined],
    ],
    "major",
    "`app_id` is no longer accepted: callers that send it break",
  ),
  row(
    "a body gains an optional field",
    [["body properties hint", { type: "string" }]],
    "minor",
    "`hint` may now be sent",
  ),
  row(
    "a body gains a required field",
    [
      ["body properties hint", { type: "string" }],
      ["body required", more("hint")],
    ],
    "major",
    "`hint` must now be sent: every caller breaks",
  ),
  row(
    "a body's field becomes optional",
    [["body required", less("app_secret")]],
    "minor",
    "`app_secret` may be left out",
  ),
  row(
    "a body's field becomes required",
    [],
    "major",
    "`app_secret` must now be sent: callers that leave it out break",
    [["body required", less("app_secret")]],
  ),
  row(
    "a body's text may be shorter",
    [["body properties app_id minLength", 0]],
    "minor",
    "`app_id` has no `minLength` any more",
  ),
  row(
    "a body may be left out",
    [
      ["token requestBody required", false],
      ["body required", undefined],
    ],
    "minor",
    "the body may be left out",
  ),

  // What a caller gets.
  row(
    "an answer's enum gains a value",
    [["chat properties chat_status enum", more("frozen")]],
    "minor",
    "the answer's `data.items[].chat_status` may now be `frozen`",
  ),
  row(
    "an answer's enum loses a value",
    [["chat properties chat_status enum", less("dissolved_save")]],
    "minor",
    "the answer's `data.items[].chat_status` is no longer `dissolved_save`",
  ),
  row(
    "an answer's field is removed",
    [["chat properties owner_id", undefined]],
    "major",
    "the answer's `data.items[].owner_id` is gone from the answer: callers that read it break",
  ),
  row(
    "an answer's required field is removed",
    [
      ["chat properties avatar", undefined],
      ["chat required", less("avatar")],
    ],
    "major",
    "the answer's `data.items[].avatar` is gone from the answer: callers that read it break",
  ),
  row(
    "an answer's field is renamed",
    [
      ["chat properties description", undefined],
      ["chat properties about", { type: "string" }],
      ["chat required", (old: unknown) => [...less("description")(old), "about"]],
    ],
    "major",
    "the answer's `data.items[].about` is new",
  ),
  row(
    "an answer gains an optional field",
    [["chat properties labels", { type: "array", items: { type: "string" } }]],
    "minor",
    "the answer's `data.items[].labels` is new",
  ),
  row(
    "an answer gains a required field",
    [
      ["chat properties member_count", { type: "integer" }],
      ["chat required", more("member_count")],
    ],
    "minor",
    "the answer's `data.items[].member_count` is new",
  ),
  row(
    "an answer's field may be missing",
    [["chat required", less("avatar")]],
    "major",
    "the answer's `data.items[].avatar` may be missing: callers that count on it break",
  ),
  row(
    "an answer's field is always there",
    [["chat required", more("owner_id")]],
    "minor",
    "the answer's `data.items[].owner_id` is always there",
  ),
  row(
    "an answer's field may be null",
    [["chat properties name type", ["string", "null"]]],
    "major",
    "the answer's `data.items[].name` may be `null`: callers that do not expect it break",
  ),
  row("an answer's field is never null", [], "minor", "the answer's `data.items[].name` is never `null`", [
    ["chat properties name type", ["string", "null"]],
  ]),
  row(
    "an answer's type is changed",
    [["chat properties external", { type: "string" }]],
    "major",
    "the answer's `data.items[].external` is `string`, not `boolean`: callers break",
  ),
  row(
    "an answer's number may be smaller",
    [["components schemas TenantAccessToken properties expire minimum", undefined]],
    "major",
    "the answer's `expire` has no `minimum` any more",
  ),
  row(
    "an answer's number is bounded",
    [["components schemas TenantAccessToken properties expire maximum", 7200]],
    "patch",
    "the answer's `expire` must be 7200 at most",
  ),
  row(
    "a status is added",
    [
      [
        "list responses 403",
        {
          description: "Refused.",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
        },
      ],
    ],
    "minor",
    "status 403 may be answered",
  ),
  row(
    "a status is removed",
    [["list responses 504", undefined]],
    "major",
    "status 504 is no longer answered: callers that await it break",
  ),
  row(
    "a success has another status",
    [
      [
        "list responses",
        (old: unknown) => {
          const { "200": success, ...rest } = old as { "200": unknown };
          return { "201": success, ...rest };
        },
      ],
    ],
    "major",
    "status 200 is no longer answered: callers that await it break",
  ),
  row(
    "an answer's header is added",
    [["list responses 200 headers X-Request-Id", { schema: { type: "string" } }]],
    "minor",
    "the answer has the header `X-Request-Id`",
  ),
  row(
    "an answer's header is removed",
    [["list responses 200 headers X-Tt-Logid", undefined]],
    "major",
    "the answer no longer has the header `X-Tt-Logid`: callers that read it break",
  ),

  // Failures.
  row(
    "an error code is added",
    [[`${EXAMPLES} 232009`, failure(232009)]],
    "minor",
    "code 232009 (not_found) may be answered",
  ),
  row(
    "an error code is removed",
    [
      [`${EXAMPLES} 232004`, undefined],
      ["components examples 232004", undefined],
    ],
    "major",
    "code 232004 is no longer documented: callers that test for it break",
  ),
  row(
    "an error code is of another kind",
    [["components examples 232004 x-error kind", "validation"]],
    "major",
    "code 232004 is of the kind `validation`, not `not_found`: callers that test for it break",
  ),
  row(
    "an error code has another remedy",
    [["components examples 232004 x-error remedy", "Check the app id."]],
    "patch/none",
    "code 232004 is explained in other words",
  ),
  row(
    "an error code's text is changed",
    [["components examples 232004 value msg", "No such app."]],
    "patch",
    "code 232004 is answered in other words",
  ),
  row(
    "an error code comes at another status",
    [
      [`${EXAMPLES} 232034`, undefined],
      [
        "list responses 403",
        {
          description: "Refused.",
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Failure" },
              examples: { "232034": { $ref: "#/components/examples/232034" } },
            },
          },
        },
      ],
    ],
    "minor",
    "code 232034 comes with status 403, not 400",
  ),

  // Operations.
  row(
    "an operation is added",
    [["paths /im/v1/chats/mine get", operation]],
    "minor",
    "`im.v1.chat.get` can be called",
  ),
  row(
    "an operation is removed",
    [
      ["paths /auth/v3/tenant_access_token/internal", undefined],
      ["components schemas TenantAccessToken", undefined],
    ],
    "major",
    "`auth.v3.tenantAccessToken.internal` is gone: callers break",
  ),
  row(
    "an operation is renamed",
    [["list operationId", "im.v1.chats.list"]],
    "major",
    "`im.v1.chat.list` is now called `im.v1.chats.list`: callers break",
  ),
  row(
    "an operation's path is changed",
    [
      [
        "paths",
        (old: unknown) => {
          const { "/im/v1/chats": list, ...rest } = old as { "/im/v1/chats": unknown };
          return { ...rest, "/im/v2/chats": list };
        },
      ],
    ],
    "major",
    "it is at `GET /im/v2/chats`, not at `GET /im/v1/chats`",
  ),
  row(
    "an operation's method is changed",
    [["paths /im/v1/chats", (old: unknown) => ({ post: (old as { get: unknown }).get })]],
    "major",
    "it is at `POST /im/v1/chats`, not at `GET /im/v1/chats`",
  ),
  row("an operation is deprecated", [["list deprecated", true]], "minor", "it is deprecated"),
  row("an operation is no longer deprecated", [], "patch/none", "it is no longer deprecated", [
    ["list deprecated", true],
  ]),
  row("a parameter is deprecated", [[`${SORT} deprecated`, true]], "minor", "`sort_type` is deprecated"),
  row(
    "a field is deprecated",
    [["chat properties owner_id_type deprecated", true]],
    "minor",
    "the answer's `data.items[].owner_id_type` is deprecated",
  ),

  // What stands beside a reference.
  row(
    "a maximum beside a reference is lowered",
    sized({ maximum: 50, default: 20 }),
    "major",
    "`page_size` must be 50 at most, not 100: callers that send more break",
    sized({ maximum: 100, default: 20 }),
  ),
  row(
    "a maximum beside a reference is dropped",
    sized({ default: 20 }),
    "minor",
    "`page_size` may now be 200",
    sized({ maximum: 100, default: 20 }),
  ),
  row(
    "a maximum beside a reference to a tighter one",
    sized({ maximum: 300 }),
    "none",
    undefined,
    sized({ maximum: 200 }),
  ),
  row(
    "a default beside a reference is changed",
    sized({ default: 50 }),
    "major",
    "`page_size` is `50` when left out, not `20`: callers that leave it out get another answer",
    sized({ default: 20 }),
  ),
  row(
    "what a reference names is deprecated beside it",
    sized({ default: 20, deprecated: true }),
    "minor",
    "`page_size` is deprecated",
    sized({ default: 20 }),
  ),
  row(
    "a schema's description beside a reference is changed",
    sized({ description: "How many chats." }),
    "patch/none",
    "`page_size` is described in other words",
    sized({}),
  ),
  row(
    "a parameter's description beside a reference is changed",
    [["list parameters 0 description", "Which ids."]],
    "patch/none",
    "`user_id_type` is described in other words",
  ),
  row(
    "a response's description beside a reference is changed",
    [["list responses 404 description", "No such page."]],
    "patch/none",
    "the answer 404 is described in other words",
  ),
  row(
    "an example's summary beside a reference is changed",
    [[`list responses 200 ${MEDIA} examples last-page summary`, "The last page"]],
    "patch",
    "the answer has other examples",
  ),
  row(
    "a schema moves into a component, its maximum stays",
    sized({ maximum: 100, default: 20 }),
    "none",
    undefined,
  ),
  row(
    "a pattern stands beside a reference that has one",
    [TOKEN, [`${COMPONENT} PageToken schema`, { $ref: "#/components/schemas/Token", pattern: "^[a-z]" }]],
    "major",
    "`page_token` has a further condition",
    [TOKEN, [`${COMPONENT} PageToken schema`, { $ref: "#/components/schemas/Token" }]],
  ),
  row(
    "a bound changes beside a reference in what a described reference names",
    counted({ minimum: 2 }),
    "patch",
    "the answer's `data.about.count` must be 2 at least, not 1",
    counted({ minimum: 1 }),
  ),

  row(
    "a description beside a reference to what holds it is changed",
    nested("The one below."),
    "patch/none",
    "the answer's `data.node.child` is described in other words",
    nested("The next."),
  ),

  // Headers of answers.
  row(
    "a header may be missing",
    [],
    "major",
    "the header `X-Tt-Logid` of the answer may be missing: callers that count on it break",
    [["components headers LogId required", true]],
  ),
  row(
    "a header is always there",
    [["components headers LogId required", true]],
    "minor",
    "the header `X-Tt-Logid` of the answer is always there",
  ),
  row(
    "a header is deprecated",
    [["components headers LogId deprecated", true]],
    "minor",
    "the header `X-Tt-Logid` of the answer is deprecated",
  ),

  // One of several forms.
  row(
    "an answer of two forms has the first alone",
    [[FORMS, firstForm]],
    "minor",
    "the answer has a form less",
  ),
  row(
    "an answer gets a second form",
    [],
    "major",
    "the answer has a further form: callers that do not expect it break",
    [[FORMS, firstForm]],
  ),
  row(
    "a request gets a second form",
    [["body properties app_id", twoForms]],
    "minor",
    "`app_id` has a further form",
  ),
  row(
    "a request of two forms has one alone",
    [],
    "major",
    "`app_id` has a form less: callers that send it break",
    [["body properties app_id", twoForms]],
  ),

  // What says the same in another way.
  row(
    "a parameter moves to its path",
    [
      ["paths /im/v1/chats parameters", [{ $ref: "#/components/parameters/UserIdType" }]],
      ["list parameters 0", undefined],
    ],
    "none",
    undefined,
  ),
  row(
    "a parameter's usual form is written out",
    [
      [`${SORT} style`, "form"],
      [`${SORT} explode`, true],
      [`${SORT} required`, false],
    ],
    "none",
    undefined,
  ),
  row(
    "an answer's usual keywords are written out",
    [
      ["page properties items uniqueItems", false],
      ["chat additionalProperties", true],
      ["chat properties name minLength", 0],
    ],
    "none",
    undefined,
  ),
  row(
    "an integer's least value is written as an exclusive bound",
    [
      [`${SIZE} schema minimum`, undefined],
      [`${SIZE} schema exclusiveMinimum`, 0],
    ],
    "none",
    undefined,
  ),
  row(
    "an integer's greatest value is written as an exclusive bound, one lower",
    [
      [`${SIZE} schema maximum`, undefined],
      [`${SIZE} schema exclusiveMaximum`, 100],
    ],
    "major",
    "`page_size` must be 99 at most, not 100: callers that send more break",
  ),
  row(
    "a request's integer may be wider",
    [[`${SIZE} schema format`, "int64"]],
    "minor",
    "`page_size` may now be `int64`",
  ),
  row(
    "a request's integer must be narrower",
    [],
    "major",
    "`page_size` must keep to `format` `int32`: callers that send other values break",
    [[`${SIZE} schema format`, "int64"]],
  ),
  row(
    "an answer's integer may be wider",
    [[`${EXPIRE} format`, "int64"]],
    "major",
    "the answer's `expire` may now be `int64`",
    [[`${EXPIRE} format`, "int32"]],
  ),
  row(
    "an answer's integer is narrower",
    [[`${EXPIRE} format`, "int32"]],
    "patch",
    "the answer's `expire` must keep to `format` `int32`",
    [[`${EXPIRE} format`, "int64"]],
  ),
  row(
    "a token's form is hinted at",
    [["components securitySchemes userAccessToken bearerFormat", "u- and 40 characters"]],
    "patch/none",
    "`userAccessToken` is described in other words",
  ),

  // Who may call, and how often.
  row(
    "a kind of token is no longer accepted",
    [["list security", [{ tenantAccessToken: [] }]]],
    "major",
    "`userAccessToken` is no longer accepted: callers that send it break",
  ),
  row("a kind of token is accepted too", [], "minor", "`userAccessToken` is accepted too", [
    ["list security", [{ tenantAccessToken: [] }]],
  ]),
  row(
    "a token is now needed",
    [["token security", [{ tenantAccessToken: [] }]]],
    "major",
    "a token is now needed (`tenantAccessToken`): callers without one break",
  ),
  row("no token is needed any more", [["list security", []]], "minor", "no token is needed any more"),
  row("a token may be left out", [["list security", more({})]], "minor", "no token is needed any more"),
  row(
    "a token may no longer be left out",
    [],
    "major",
    "a token is now needed (`tenantAccessToken` or `userAccessToken`): callers without one break",
    [["list security", more({})]],
  ),
  row(
    "the default server is another",
    [["servers 0 url", "https://open.feishu.example/open-apis"]],
    "major/none",
    "calls go to `https://open.feishu.example/open-apis` unless told otherwise, not to `https://open.feishu.cn/open-apis`",
  ),
  row(
    "a server is added",
    [["servers", more({ url: "https://open.example.com/open-apis" })]],
    "minor/none",
    "there is a server `https://open.example.com/open-apis`",
  ),
  row(
    "a server is removed",
    [["servers 1", undefined]],
    "major/none",
    "the server `https://open.larksuite.com/open-apis` is gone",
  ),
  row(
    "a rate limit is tightened",
    [["list x-rate-limit per_second", 10]],
    "minor/major",
    "it may be called only 10 times a second, not 50: callers wait longer",
  ),
  row(
    "a rate limit is loosened",
    [["list x-rate-limit per_minute", 6000]],
    "minor",
    "it may be called 6000 times a minute, not 1000",
  ),
  row(
    "a further scope is enough",
    [["list x-scopes", more("im:chat:all")]],
    "minor",
    "the scope `im:chat:all` is enough too",
  ),
  row(
    "a scope is no longer enough",
    [["list x-scopes", less("im:chat:read")]],
    "major",
    "the scope `im:chat:read` is no longer enough: apps that have only it break",
  ),
  row(
    "a scope is now needed",
    [["token x-scopes", ["auth:token"]]],
    "major",
    "one of the scopes `auth:token` is now needed: apps without it break",
  ),
  row(
    "a field needs a scope",
    [["list x-field-scopes", more({ scope: "im:chat:owner", gates: "The owner." })]],
    "major",
    "some fields are left out without the scope `im:chat:owner`: apps without it break",
  ),
  row(
    "a precondition is added",
    [["list x-preconditions", more("published")]],
    "major",
    "`published` is now a precondition: apps without it break",
  ),
  row(
    "a type of app may no longer call",
    [["list x-app-types", ["custom"]]],
    "major",
    "apps of the type `store` may no longer call it: they break",
  ),
  row(
    "repeating is no longer safe",
    [["token x-idempotent", undefined]],
    "minor/none",
    "it is tried again only where its method allows it",
  ),

  // Lists.
  row(
    "the cursor is renamed",
    [
      [`${COMPONENT} PageToken name`, "cursor"],
      ["page properties cursor", { type: "string" }],
      ["page properties page_token", undefined],
      ["list x-pagination cursor", "cursor"],
    ],
    "major",
    "a list takes its `cursor` from `cursor`, not from `page_token`: callers break",
  ),
  row(
    "it is no list any more",
    [["list x-pagination", undefined]],
    "major",
    "it can no longer be walked as a list: callers break",
  ),
  row("it becomes a list", [], "major", "it is now walked as a list: callers that await it break", [
    ["list x-pagination", undefined],
  ]),

  // What only people read, and what nobody can notice.
  row(
    "an operation's description is changed",
    [["list description", "Lists chats."]],
    "patch/none",
    "the operation is described in other words",
  ),
  row(
    "a Chinese description is changed",
    [["chat properties name x-description-zh", "名称"]],
    "patch/none",
    "the answer's `data.items[].name` is described in other words",
  ),
  row(
    "a parameter's example is changed",
    [[`${SIZE} example`, 50]],
    "patch",
    "`page_size` has another example",
  ),
  row(
    "an answer's example is changed",
    [["components examples LastChatPage value msg", "ok"]],
    "patch",
    "the answer has other examples",
  ),
  row(
    "the platform is described in other words",
    [["info description", "Feishu."]],
    "patch/none",
    "the platform is described in other words",
  ),
  row(
    "a schema moves into a component",
    [
      [
        "components schemas ChatStatus",
        {
          type: "string",
          enum: ["normal", "dissolved", "dissolved_save"],
          description: "Whether the chat lives: `dissolved` is gone, `dissolved_save` is dissolved and kept.",
          "x-description-zh": "群状态",
          examples: ["normal"],
        },
      ],
      ["chat properties chat_status", { $ref: "#/components/schemas/ChatStatus" }],
    ],
    "none",
    undefined,
  ),
  row(
    "a parameter moves into a component",
    [
      [
        `${COMPONENT} PageSize`,
        {
          name: "page_size",
          in: "query",
          description: "How many chats a page holds at most. Larger pages cost less of the rate limit.",
          "x-description-zh": "分页大小",
          schema: { type: "integer", format: "int32", minimum: 1, maximum: 100, default: 20 },
          example: 10,
        },
      ],
      [SIZE, { $ref: "#/components/parameters/PageSize" }],
    ],
    "none",
    undefined,
  ),
  row(
    "the keys of a schema are in another order",
    [["chat", (old: unknown) => Object.fromEntries(Object.entries(old as object).toReversed())]],
    "none",
    undefined,
  ),
  row(
    "a kind of token is sent otherwise",
    [["components securitySchemes userAccessToken", { type: "apiKey", in: "query", name: "token" }]],
    "major",
    "`userAccessToken` is sent in another way: callers break",
  ),
  row(
    "the contract has another version",
    [["info version", "0.2.0"]],
    "patch/none",
    "the platform is described in other words",
  ),
  row(
    "the contract has a contact",
    [["info contact", { name: "The maintainers" }]],
    "patch/none",
    "the platform is described in other words",
  ),
  row(
    "the contract has another licence",
    [["info license", { name: "Apache 2.0", identifier: "Apache-2.0" }]],
    "patch/none",
    "the platform is described in other words",
  ),
  row(
    "a path gets a summary",
    [["paths /im/v1/chats summary", "Chats"]],
    "patch/none",
    "the path is described in other words",
  ),
  row(
    "a path's description is changed",
    [["paths /im/v1/chats description", "All chats."]],
    "patch/none",
    "the path is described in other words",
    [["paths /im/v1/chats description", "Chats."]],
  ),
  row(
    "a tag is described in other words",
    [["tags 0 description", "Tokens"]],
    "patch/none",
    "the platform is described in other words",
  ),
  row(
    "an exported type is replaced by another",
    [
      ["components schemas FieldViolation", undefined],
      ["components schemas Violation", { type: "object", properties: { field: { type: "string" } } }],
      [
        "components schemas Failure properties error properties field_violations items $ref",
        "#/components/schemas/Violation",
      ],
    ],
    "major",
    "the client no longer exports the type `FieldViolation`: programs that import it break",
  ),
  row(
    "an exported type is renamed",
    [
      [
        "components schemas",
        (old: unknown) => {
          const { FieldViolation, ...rest } = old as { FieldViolation: unknown };
          return { ...rest, Violation: FieldViolation };
        },
      ],
      [
        "components schemas Failure properties error properties field_violations items $ref",
        "#/components/schemas/Violation",
      ],
    ],
    "major/none",
    "the client's type `FieldViolation` is now called `Violation`: programs that import it break",
  ),
  row(
    "an inline result becomes a component",
    [
      ["components schemas Chats", PAGE],
      [`list responses 200 ${MEDIA} schema properties data`, { $ref: "#/components/schemas/Chats" }],
    ],
    "major/none",
    "the client no longer exports the type `ImV1ChatListResult`: programs that import it break",
    [[`list responses 200 ${MEDIA} schema properties data`, PAGE]],
  ),
];
