import type { Bump } from "../../src/verdict/bump.ts";
import { valueAt, type Edit } from "./contract.ts";

/** A small edit of the real contract, with its expected verdict, by semver as of 1.0. */
export interface Row {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly client: Bump;
  readonly mock: Bump;
  /** One of the expected sentences. */
  readonly sentence: string | undefined;
  /** Edits of the contract before the change. */
  readonly from?: readonly Edit[];
}

export const row = (
  name: string,
  edits: readonly Edit[],
  bumps: string,
  sentence?: string,
  from?: readonly Edit[],
): Row => {
  const [client, mock = client] = bumps.split("/") as [Bump, Bump?];
  return { name, edits, client, mock, sentence, ...(from && { from }) };
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
export const MEDIA = "content application/json";
const COMPONENT = "components parameters";
const SORT = "list parameters 1";
const SIZE = "list parameters 3";
const EXAMPLES = `list responses 400 ${MEDIA} examples`;
const SUCCESS = `token responses 200 ${MEDIA} schema`;
const EXPIRE = "components schemas TenantAccessToken properties expire";
const firstAlternative = (old: unknown): unknown => (old as { anyOf: unknown[] }).anyOf[0];
const twoAlternatives = (old: unknown): object => ({ anyOf: [old, { type: "integer" }] });
/** `page_size` as a reference to a component with the maximum 200, and keywords beside the reference. */
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
/** A field of the response behind two references, and keywords beside the inner one. */
const counted = (beside: object): readonly Edit[] => [
  ["components schemas Count", { type: "integer", maximum: 9 }],
  [
    "components schemas About",
    { type: "object", properties: { count: { $ref: "#/components/schemas/Count", ...beside } } },
  ],
  ["page properties about", { $ref: "#/components/schemas/About", description: "About the page." }],
];
/** A recursive field of the response, and a description beside the inner reference. */
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
  // Requests.
  row(
    "an enum of a request loses a value",
    [[`${SORT} schema enum`, less("ByActiveTimeDesc")]],
    "major",
    "`sort_type` may no longer be `ByActiveTimeDesc`: send another value",
  ),
  row(
    "an enum of a request gains a value",
    [[`${SORT} schema enum`, more("ByHotDesc")]],
    "minor",
    "`sort_type` may now be `ByHotDesc`",
  ),
  row(
    "an enum of a request replaces a value",
    [[`${SORT} schema enum`, ["ByCreateTimeAsc", "ByHotDesc"]]],
    "major",
    "`sort_type` may now be `ByHotDesc`",
  ),
  row(
    "an enum of a request is removed",
    [[`${SORT} schema enum`, undefined]],
    "minor",
    "`sort_type` may now be any value",
  ),
  row(
    "a string of a request gets an enum",
    [[`${COMPONENT} PageToken schema enum`, ["a", "b"]]],
    "major",
    "`page_token` must be one of `a`, `b`: send one of them",
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
    "`keyword` is new and required: send it",
  ),
  row(
    "a parameter is removed",
    [[SORT, undefined]],
    "major",
    "`sort_type` is no longer accepted: do not send it",
  ),
  row(
    "a parameter is renamed",
    [[`${SORT} name`, "order"]],
    "major",
    "`sort_type` is now called `order`: send it by that name",
  ),
  row(
    "a parameter becomes required",
    [[`${SORT} required`, true]],
    "major",
    "`sort_type` is now required: send it, or the call is refused",
  ),
  row("a required parameter becomes optional", [], "minor", "`sort_type` may now be omitted", [
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
    "`page_size` must be at most 50, not 100: send a smaller one",
  ),
  row(
    "a maximum is removed",
    [[`${SIZE} schema maximum`, undefined]],
    "minor",
    "`page_size` no longer has `maximum`",
  ),
  row(
    "a minimum is raised",
    [[`${SIZE} schema minimum`, 5]],
    "major",
    "`page_size` must be at least 5, not 1: send a larger one",
  ),
  row("a minimum is lowered", [[`${SIZE} schema minimum`, 0]], "minor", "`page_size` may now be 0"),
  row(
    "a string gets a maximum length",
    [[`${COMPONENT} PageToken schema maxLength`, 100]],
    "major",
    "`page_token` must have at most 100 characters: send fewer",
  ),
  row(
    "a string gets a pattern",
    [[`${COMPONENT} PageToken schema pattern`, "^[a-z]+$"]],
    "major",
    "`page_token` must satisfy `pattern` `^[a-z]+$`: send a value that does",
  ),
  row(
    "the format of a string is removed",
    [["body properties app_secret format", undefined]],
    "minor",
    "`app_secret` no longer has `format`",
  ),
  row(
    "a default is changed",
    [[`${SIZE} schema default`, 50]],
    "major",
    "`page_size` defaults to `50`, not `20`: send `20` to keep the old response",
  ),
  row(
    "a default is added",
    [[`${COMPONENT} PageToken schema default`, "first"]],
    "minor",
    "`page_token` defaults to `first`",
  ),
  row(
    "a default is removed",
    [[`${SORT} schema default`, undefined]],
    "major",
    "`sort_type` no longer defaults to `ByCreateTimeAsc`: send `ByCreateTimeAsc` to keep the old response",
  ),
  row(
    "a parameter's type is changed",
    [
      [`${SORT} schema`, { type: "integer" }],
      [`${SORT} example`, 1],
    ],
    "major",
    "`sort_type` must be `integer`, not `string`: send the new type",
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
    "a string becomes an array",
    [[`${SORT} schema`, { type: "array", items: { type: "string" } }]],
    "major",
    "`sort_type` must be `array`, not `string`: send the new type",
  ),
  row(
    "a body's field is removed",
    [
      ["body properties app_id", undefined],
      ["body required", less("app_id")],
      ["token requestBody content application/json examples custom-app value app_id", undefined],
    ],
    "major",
    "`app_id` is no longer accepted: do not send it",
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
    "`hint` is new and required: send it",
  ),
  row(
    "a body's field becomes optional",
    [["body required", less("app_secret")]],
    "minor",
    "`app_secret` may now be omitted",
  ),
  row(
    "a body's field becomes required",
    [],
    "major",
    "`app_secret` is now required: send it, or the call is refused",
    [["body required", less("app_secret")]],
  ),
  row(
    "the minimum length of a string in the body is removed",
    [["body properties app_id minLength", 0]],
    "minor",
    "`app_id` no longer has `minLength`",
  ),
  row(
    "a body is now optional",
    [
      ["token requestBody required", false],
      ["body required", undefined],
    ],
    "minor",
    "the body may now be omitted",
  ),

  // Responses.
  row(
    "a response's enum gains a value",
    [["chat properties chat_status enum", more("frozen")]],
    "minor",
    "the response's `data.items[].chat_status` may now be `frozen`",
  ),
  row(
    "a response's enum loses a value",
    [["chat properties chat_status enum", less("dissolved_save")]],
    "minor",
    "the response's `data.items[].chat_status` is no longer `dissolved_save`",
  ),
  row(
    "a response's field is removed",
    [["chat properties owner_id", undefined]],
    "major",
    "the response's `data.items[].owner_id` was removed: do not read it",
  ),
  row(
    "a response's required field is removed",
    [
      ["chat properties avatar", undefined],
      ["chat required", less("avatar")],
    ],
    "major",
    "the response's `data.items[].avatar` was removed: do not read it",
  ),
  row(
    "a response's field is renamed",
    [
      ["chat properties description", undefined],
      ["chat properties about", { type: "string" }],
      ["chat required", (old: unknown) => [...less("description")(old), "about"]],
    ],
    "major",
    "the response's `data.items[].about` is new",
  ),
  row(
    "a response gains an optional field",
    [["chat properties labels", { type: "array", items: { type: "string" } }]],
    "minor",
    "the response's `data.items[].labels` is new",
  ),
  row(
    "a response gains a required field",
    [
      ["chat properties member_count", { type: "integer" }],
      ["chat required", more("member_count")],
    ],
    "minor",
    "the response's `data.items[].member_count` is new",
  ),
  row(
    "a field of a response becomes optional",
    [["chat required", less("avatar")]],
    "major",
    "the response's `data.items[].avatar` may be missing: handle `undefined`",
  ),
  row(
    "a response's field is always present",
    [["chat required", more("owner_id")]],
    "minor",
    "the response's `data.items[].owner_id` is always present",
  ),
  row(
    "a response's field may be null",
    [["chat properties name type", ["string", "null"]]],
    "major",
    "the response's `data.items[].name` may be `null`: handle it",
  ),
  row(
    "a response's field is never null",
    [],
    "minor",
    "the response's `data.items[].name` is no longer `null`",
    [["chat properties name type", ["string", "null"]]],
  ),
  row(
    "a response's type is changed",
    [["chat properties external", { type: "string" }]],
    "major",
    "the response's `data.items[].external` is `string`, not `boolean`: read the new type",
  ),
  row(
    "a response's number may be smaller",
    [["components schemas TenantAccessToken properties expire minimum", undefined]],
    "major",
    "the response's `expire` no longer has `minimum`: handle other values",
  ),
  row(
    "a response's number is bounded",
    [["components schemas TenantAccessToken properties expire maximum", 7200]],
    "patch",
    "the response's `expire` must be at most 7200",
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
    "status 403 may be returned",
  ),
  row(
    "a status is removed",
    [["list responses 504", undefined]],
    "major",
    "status 504 is no longer returned: do not wait for it",
  ),
  row(
    "the status of a success changes",
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
    "status 200 is no longer returned: do not wait for it",
  ),
  row(
    "a response's header is added",
    [["list responses 200 headers X-Request-Id", { schema: { type: "string" } }]],
    "minor",
    "the response has the header `X-Request-Id`",
  ),
  row(
    "a response's header is removed",
    [["list responses 200 headers X-Tt-Logid", undefined]],
    "major",
    "the response no longer has the header `X-Tt-Logid`: do not read it",
  ),

  // Failures.
  row(
    "an error code is added",
    [[`${EXAMPLES} 232009`, failure(232009)]],
    "minor",
    "code 232009 (not_found) may be returned",
  ),
  row(
    "an error code is removed",
    [
      [`${EXAMPLES} 232004`, undefined],
      ["components examples 232004", undefined],
    ],
    "major",
    "code 232004 is no longer documented: do not test for it",
  ),
  row(
    "the kind of an error code changes",
    [["components examples 232004 x-error kind", "validation"]],
    "major",
    "code 232004 has the kind `validation`, not `not_found`: test for the new kind",
  ),
  row(
    "the remedy of an error code changes",
    [["components examples 232004 x-error remedy", "Check the app id."]],
    "patch/none",
    "code 232004 has another description",
  ),
  row(
    "the message of an error code changes",
    [["components examples 232004 value msg", "No such app."]],
    "patch",
    "code 232004 has another message",
  ),
  row(
    "the status of an error code changes",
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
    "major",
    "code 232034 may be returned with status 403",
  ),

  // Operations.
  row(
    "an operation is added",
    [["paths /im/v1/chats/mine get", operation]],
    "minor",
    "`im.v1.chat.get` is new: call `feishu.im.v1.chat.get()`",
  ),
  row(
    "an operation is removed",
    [
      ["paths /auth/v3/tenant_access_token/internal", undefined],
      ["components schemas TenantAccessToken", undefined],
    ],
    "major",
    "`auth.v3.tenantAccessToken.internal` was removed: do not call it",
  ),
  row(
    "an operation is renamed",
    [["list operationId", "im.v1.chats.list"]],
    "major",
    "`im.v1.chat.list` is now called `im.v1.chats.list`: call `feishu.im.v1.chats.list()`",
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
    "it is called with `GET /im/v2/chats`, not `GET /im/v1/chats`: use the new address",
  ),
  row(
    "an operation's method is changed",
    [["paths /im/v1/chats", (old: unknown) => ({ post: (old as { get: unknown }).get })]],
    "major",
    "it is called with `POST /im/v1/chats`, not `GET /im/v1/chats`: use the new address",
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
    "the response's `data.items[].owner_id_type` is deprecated",
  ),

  // Keywords beside a reference.
  row(
    "a maximum beside a reference is lowered",
    sized({ maximum: 50, default: 20 }),
    "major",
    "`page_size` must be at most 50, not 100: send a smaller one",
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
    "a maximum beside a reference to a tighter one changes",
    sized({ maximum: 300 }),
    "none",
    undefined,
    sized({ maximum: 200 }),
  ),
  row(
    "a default beside a reference is changed",
    sized({ default: 50 }),
    "major",
    "`page_size` defaults to `50`, not `20`: send `20` to keep the old response",
    sized({ default: 20 }),
  ),
  row(
    "a deprecation is added beside a reference",
    sized({ default: 20, deprecated: true }),
    "minor",
    "`page_size` is deprecated",
    sized({ default: 20 }),
  ),
  row(
    "a schema's description beside a reference is changed",
    sized({ description: "How many chats." }),
    "patch/none",
    "the description of `page_size` changed",
    sized({}),
  ),
  row(
    "a parameter's description beside a reference is changed",
    [["list parameters 0 description", "Which ids."]],
    "patch/none",
    "the description of `user_id_type` changed",
  ),
  row(
    "a response's description beside a reference is changed",
    [["list responses 404 description", "No such page."]],
    "patch/none",
    "the description of the response 404 changed",
  ),
  row(
    "an example's summary beside a reference is changed",
    [[`list responses 200 ${MEDIA} examples last-page summary`, "The last page"]],
    "patch",
    "the response has other examples",
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
    '`page_token` must also satisfy `{"pattern":"^[a-z]"}`: send a value that does',
    [TOKEN, [`${COMPONENT} PageToken schema`, { $ref: "#/components/schemas/Token" }]],
  ),
  row(
    "a bound changes beside a nested reference",
    counted({ minimum: 2 }),
    "patch",
    "the response's `data.about.count` must be at least 2, not 1",
    counted({ minimum: 1 }),
  ),

  row(
    "a description beside a recursive reference is changed",
    nested("The one below."),
    "patch/none",
    "the description of the response's `data.node.child` changed",
    nested("The next."),
  ),

  // Headers of responses.
  row(
    "a header becomes optional",
    [],
    "major",
    "the header `X-Tt-Logid` of the response may be missing: handle `undefined`",
    [["components headers LogId required", true]],
  ),
  row(
    "a header is always present",
    [["components headers LogId required", true]],
    "minor",
    "the header `X-Tt-Logid` of the response is always present",
  ),
  row(
    "a header is deprecated",
    [["components headers LogId deprecated", true]],
    "minor",
    "the header `X-Tt-Logid` of the response is deprecated",
  ),

  // Alternatives.
  row(
    "a response with two alternatives keeps only the first",
    [[SUCCESS, firstAlternative]],
    "minor",
    "the response no longer has one of its forms (with `code`, `msg`, `data`, `log_id`, `error`)",
  ),
  row(
    "a response gets a second alternative",
    [],
    "major",
    "the response may have another form (with `code`, `msg`, `data`, `log_id`, `error`): handle it",
    [[SUCCESS, firstAlternative]],
  ),
  row(
    "a request gets a second alternative",
    [["body properties app_id", twoAlternatives]],
    "minor",
    "`app_id` may now be `integer`",
  ),
  row(
    "a request with two alternatives keeps only one",
    [],
    "major",
    "`app_id` may no longer be `integer`: send `string`",
    [["body properties app_id", twoAlternatives]],
  ),

  // Equal promises, and number formats.
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
    "the default serialisation of a parameter is written out",
    [
      [`${SORT} style`, "form"],
      [`${SORT} explode`, true],
      [`${SORT} required`, false],
    ],
    "none",
    undefined,
  ),
  row(
    "default keywords of a response are written out",
    [
      ["page properties items uniqueItems", false],
      ["chat additionalProperties", true],
      ["chat properties name minLength", 0],
    ],
    "none",
    undefined,
  ),
  row(
    "the minimum of an integer is written as an exclusive bound",
    [
      [`${SIZE} schema minimum`, undefined],
      [`${SIZE} schema exclusiveMinimum`, 0],
    ],
    "none",
    undefined,
  ),
  row(
    "the maximum of an integer becomes an exclusive bound of the same value",
    [
      [`${SIZE} schema maximum`, undefined],
      [`${SIZE} schema exclusiveMaximum`, 100],
    ],
    "major",
    "`page_size` must be at most 99, not 100: send a smaller one",
  ),
  row(
    "the format of a request's integer becomes wider",
    [[`${SIZE} schema format`, "int64"]],
    "minor",
    "`page_size` may now be `int64` (`format`)",
  ),
  row(
    "the format of a request's integer becomes narrower",
    [],
    "major",
    "`page_size` must satisfy `format` `int32`: send a value that does",
    [[`${SIZE} schema format`, "int64"]],
  ),
  row(
    "the format of a response's integer becomes wider",
    [[`${EXPIRE} format`, "int64"]],
    "major",
    "the response's `expire` may now be `int64` (`format`): handle other values",
    [[`${EXPIRE} format`, "int32"]],
  ),
  row(
    "the format of a response's integer becomes narrower",
    [[`${EXPIRE} format`, "int32"]],
    "patch",
    "the response's `expire` must satisfy `format` `int32`",
    [[`${EXPIRE} format`, "int64"]],
  ),
  row(
    "a token scheme gets a bearerFormat",
    [["components securitySchemes userAccessToken bearerFormat", "u- and 40 characters"]],
    "patch/none",
    "the description of `userAccessToken` changed",
  ),

  // Authorisation, servers and limits.
  row(
    "a token type is no longer accepted",
    [["list security", [{ tenantAccessToken: [] }]]],
    "major",
    "`userAccessToken` is no longer accepted: send `tenantAccessToken`",
  ),
  row("a kind of token is now accepted", [], "minor", "`userAccessToken` is now accepted", [
    ["list security", [{ tenantAccessToken: [] }]],
  ]),
  row(
    "a token becomes required",
    [["token security", [{ tenantAccessToken: [] }]]],
    "major",
    "a token is now required (`tenantAccessToken`): send it",
  ),
  row("a token is no longer required", [["list security", []]], "minor", "a token is no longer required"),
  row("a token is now optional", [["list security", more({})]], "minor", "a token is no longer required"),
  row(
    "an optional token becomes required",
    [],
    "major",
    "a token is now required (`tenantAccessToken` or `userAccessToken`): send it",
    [["list security", more({})]],
  ),
  row(
    "the default server changes",
    [["servers 0 url", "https://open.feishu.example/open-apis"]],
    "major/none",
    "the default server is `https://open.feishu.example/open-apis`, not `https://open.feishu.cn/open-apis`",
  ),
  row(
    "a server is added",
    [["servers", more({ url: "https://open.example.com/open-apis" })]],
    "minor/none",
    "the server `https://open.example.com/open-apis` was added",
  ),
  row(
    "a server is removed",
    [["servers 1", undefined]],
    "major/none",
    "the server `https://open.larksuite.com/open-apis` was removed",
  ),
  row(
    "a rate limit is tightened",
    [["list x-rate-limit per_second", 10]],
    "minor/major",
    "it may be called only 10 times a second, not 50: calls wait longer",
  ),
  row(
    "a rate limit is loosened",
    [["list x-rate-limit per_minute", 6000]],
    "minor",
    "it may be called 6000 times a minute, not 1000",
  ),
  row(
    "another scope becomes sufficient",
    [["list x-scopes", more("im:chat:all")]],
    "minor",
    "the scope `im:chat:all` is now sufficient",
  ),
  row(
    "a scope is no longer sufficient",
    [["list x-scopes", less("im:chat:read")]],
    "major",
    "the scope `im:chat:read` is no longer sufficient: add another one to the app",
  ),
  row(
    "a scope becomes required",
    [["token x-scopes", ["auth:token"]]],
    "major",
    "one of the scopes `auth:token` is now required: add one to the app",
  ),
  row(
    "a field scope is added",
    [["list x-field-scopes", more({ scope: "im:chat:owner", gates: "The owner." })]],
    "major",
    "some fields are omitted without the scope `im:chat:owner`: add it to the app, or handle `undefined`",
  ),
  row(
    "a precondition is added",
    [["list x-preconditions", more("published")]],
    "major",
    "`published` is now a precondition: turn it on for the app",
  ),
  row(
    "an app type is removed",
    [["list x-app-types", ["custom"]]],
    "major",
    "apps of the type `store` may no longer call it: use another app",
  ),
  row(
    "an operation is no longer idempotent",
    [["token x-idempotent", undefined]],
    "minor/none",
    "it is retried only if its method allows it",
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
    "the list takes its `cursor` from `cursor`, not from `page_token`: use the new name",
  ),
  row(
    "a list operation is no longer one",
    [["list x-pagination", undefined]],
    "major",
    "it no longer returns a list: await it",
  ),
  row(
    "an operation becomes a list",
    [],
    "major",
    "it now returns a list: await it for a page, or iterate over it",
    [["list x-pagination", undefined]],
  ),

  // Documentation, and changes without effect.
  row(
    "an operation's description is changed",
    [["list description", "Lists chats."]],
    "patch/none",
    "the description of the operation changed",
  ),
  row(
    "a Chinese description is changed",
    [["chat properties name x-description-zh", "名称"]],
    "patch/none",
    "the description of the response's `data.items[].name` changed",
  ),
  row(
    "a parameter's example is changed",
    [[`${SIZE} example`, 50]],
    "patch",
    "the example of `page_size` changed",
  ),
  row(
    "a response's example is changed",
    [["components examples LastChatPage value msg", "ok"]],
    "patch",
    "the response has other examples",
  ),
  row(
    "the description of the API changed",
    [["info description", "Feishu."]],
    "patch/none",
    "the description of the API changed",
  ),
  row(
    "a schema moves into a component",
    [
      ["components schemas ChatStatus", valueAt("chat properties chat_status")],
      ["chat properties chat_status", { $ref: "#/components/schemas/ChatStatus" }],
    ],
    "none",
    undefined,
  ),
  row(
    "a parameter moves into a component",
    [
      [`${COMPONENT} PageSize`, valueAt(SIZE)],
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
    "a token type is sent in another way",
    [["components securitySchemes userAccessToken", { type: "apiKey", in: "query", name: "token" }]],
    "major",
    "`userAccessToken` is sent in another way: send it that way",
  ),
  row(
    "the contract's version changes",
    [["info version", "0.2.0"]],
    "patch/none",
    "the description of the API changed",
  ),
  row(
    "a contact is added",
    [["info contact", { name: "The maintainers" }]],
    "patch/none",
    "the description of the API changed",
  ),
  row(
    "the licence changes",
    [["info license", { name: "Apache 2.0", identifier: "Apache-2.0" }]],
    "patch/none",
    "the description of the API changed",
  ),
  row(
    "a path gets a summary",
    [["paths /im/v1/chats summary", "Chats"]],
    "patch/none",
    "the description of the path changed",
  ),
  row(
    "a path's description is changed",
    [["paths /im/v1/chats description", "All chats."]],
    "patch/none",
    "the description of the path changed",
    [["paths /im/v1/chats description", "Chats."]],
  ),
  row(
    "the description of a tag is changed",
    [["tags 0 description", "Tokens"]],
    "patch/none",
    "the description of the API changed",
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
    "the client no longer exports the type `FieldViolation`: do not import it",
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
    "the client's type `FieldViolation` is now called `Violation`: import it by that name",
  ),
  row(
    "an inline result becomes a component",
    [
      ["components schemas Chats", PAGE],
      [`list responses 200 ${MEDIA} schema properties data`, { $ref: "#/components/schemas/Chats" }],
    ],
    "major/none",
    "the client no longer exports the type `ImV1ChatListResult`: do not import it",
    [[`list responses 200 ${MEDIA} schema properties data`, PAGE]],
  ),
];
