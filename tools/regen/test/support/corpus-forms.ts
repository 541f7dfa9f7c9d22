import type { Edit } from "./contract.ts";
import { MEDIA, row, type Row } from "./corpus.ts";

/** Another schema for a field of the request's body and for a field of a response. */
type Form = readonly [name: string, before: object, after: object, bumps: string, sentences?: Sentences];
/** What follows the field's name in the sentence for the request, and in that for the response. */
type Sentences = readonly [request?: string | undefined, response?: string];

const COMPONENTS: readonly Edit[] = [
  [
    "components schemas Part",
    { type: "object", properties: { size: { type: "integer" } }, required: ["size"] },
  ],
  ["components schemas Bad", { type: "string", enum: ["old"] }],
  ["components schemas Worse", { type: "string", enum: ["old", "new"] }],
  ["components schemas Secret", { type: "string", writeOnly: true }],
  ["components schemas Given", { type: "string", readOnly: true }],
];
const PART = { $ref: "#/components/schemas/Part" };
const size = { size: { type: "integer" } };
const colour = { colour: { type: "string" } };
const text = { type: "string" };
const circle = { type: "object", properties: { kind: { const: "circle" } }, required: ["kind"] };
const square = { type: "object", properties: { kind: { const: "square" } }, required: ["kind"] };
const open = [
  { type: "object", properties: size },
  { type: "object", properties: colour },
] as const;
const shared = { shared: { type: "string" } };

const SAME = "none none";
const FORMS: readonly Form[] = [
  // Equivalent forms.
  ["allOf of one schema", { allOf: [text] }, text, SAME],
  ["anyOf of one schema", { anyOf: [text] }, text, SAME],
  ["oneOf of one schema", { oneOf: [text] }, text, SAME],
  ["a schema in allOf, in anyOf and in oneOf", { allOf: [{ anyOf: [{ oneOf: [text] }] }] }, text, SAME],
  [
    "a field moves into a branch of allOf",
    { type: "object", properties: { ...size, ...colour }, allOf: [{ type: "object", properties: shared }] },
    { type: "object", properties: size, allOf: [{ type: "object", properties: { ...shared, ...colour } }] },
    SAME,
  ],
  [
    "a field moves between branches of allOf",
    { allOf: [PART, { type: "object", properties: colour, required: ["colour"] }] },
    { allOf: [{ type: "object", properties: { ...size, ...colour }, required: ["colour", "size"] }, PART] },
    SAME,
  ],
  [
    "both branches of allOf have the field",
    {
      allOf: [
        { properties: { size: { type: "integer", minimum: 1 } } },
        { properties: { size: { maximum: 9 } } },
      ],
    },
    { properties: { size: { type: "integer", minimum: 1, maximum: 9 } } },
    SAME,
  ],
  [
    "the branches of allOf are in another order",
    {
      type: "string",
      allOf: [{ pattern: "^a" }, { pattern: "z$" }, { not: { const: "az" } }, { not: { const: "aaz" } }],
    },
    {
      type: "string",
      allOf: [{ not: { const: "aaz" } }, { pattern: "z$" }, { not: { const: "az" } }, { pattern: "^a" }],
    },
    SAME,
  ],
  [
    "a reference with a keyword beside it",
    { $ref: PART.$ref, maxProperties: 3 },
    { allOf: [PART, { maxProperties: 3 }] },
    SAME,
  ],
  ["a type list of one", { type: ["string"] }, text, SAME],
  ["a type list in another order", { type: ["null", "string"] }, { type: ["string", "null"] }, SAME],
  ["a type list with integer and number", { type: ["integer", "number"] }, { type: "number" }, SAME],
  ["alternatives of types", { anyOf: [text, { type: "boolean" }] }, { type: ["boolean", "string"] }, SAME],
  [
    "a null alternative",
    { oneOf: [{ type: "string", minLength: 2 }, { type: "null" }] },
    { type: ["string", "null"], minLength: 2 },
    SAME,
  ],
  [
    "a reference or null",
    { anyOf: [PART, { type: "null" }] },
    { type: ["object", "null"], properties: size, required: ["size"] },
    SAME,
  ],
  [
    "an enum or null",
    { anyOf: [{ type: "string", enum: ["a"] }, { type: "null" }] },
    { enum: ["a", null] },
    SAME,
  ],
  [
    "alternatives of values",
    { oneOf: [{ const: "a" }, { const: "b" }] },
    { type: "string", enum: ["b", "a"] },
    SAME,
  ],
  [
    "alternatives in alternatives",
    { anyOf: [{ anyOf: [open[0], text] }, open[1]] },
    { anyOf: [open[1], open[0], text] },
    SAME,
  ],
  ["the same alternative twice", { anyOf: [text, text] }, text, SAME],
  [
    "oneOf becomes anyOf, told apart by a value",
    { oneOf: [circle, square] },
    { anyOf: [square, circle] },
    SAME,
  ],
  ["oneOf becomes anyOf, told apart by type", { oneOf: [open[0], text] }, { anyOf: [open[0], text] }, SAME],
  ["a const", { const: "a" }, { type: "string", enum: ["a"] }, SAME],
  [
    "an exclusive bound of an integer",
    { type: "integer", exclusiveMaximum: 5 },
    { type: "integer", maximum: 4 },
    SAME,
  ],
  [
    "a fractional bound of an integer",
    { type: "integer", minimum: 0.5 },
    { type: "integer", minimum: 1 },
    SAME,
  ],
  [
    "an inclusive bound that an exclusive one covers",
    { type: "number", minimum: 1, exclusiveMinimum: 1 },
    { type: "number", exclusiveMinimum: 1 },
    SAME,
  ],
  ["a number that is a multiple of 1", { type: "number", multipleOf: 1 }, { type: "integer" }, SAME],
  ["a keyword that does not apply to the type", { type: "integer", minLength: 3 }, { type: "integer" }, SAME],
  [
    "additionalProperties that allow everything",
    { type: "object", additionalProperties: {} },
    { type: "object" },
    SAME,
  ],
  ["items that allow everything", { type: "array", items: {} }, { type: "array" }, SAME],

  // Exclusions.
  [
    "an excluded component gains a value",
    { type: "string", not: { $ref: "#/components/schemas/Bad" } },
    { type: "string", not: { $ref: "#/components/schemas/Worse" } },
    "major minor",
    ["may no longer be `new`: send another value", "is no longer `new`"],
  ],
  [
    "an excluded value is allowed",
    { not: { enum: ["a", "b"] } },
    { not: { const: "a" } },
    "minor major",
    ["may now be `b`", "may be `b`: handle it"],
  ],
  ["an exclusion is added", { type: "string" }, { type: "string", not: { const: "a" } }, "major minor"],
  [
    "an excluded pattern is replaced by a length",
    { type: "string", not: { type: "string", pattern: "^a" } },
    { type: "string", not: { type: "string", minLength: 3 } },
    "major minor",
  ],
  [
    "an excluded length grows",
    { type: "string", not: { type: "string", minLength: 3 } },
    { type: "string", not: { type: "string", minLength: 2 } },
    "major minor",
    ["excludes more values (`not`): send others"],
  ],
  [
    "an excluded length shrinks",
    { type: "string", not: { type: "string", minLength: 2 } },
    { type: "string", not: { type: "string", minLength: 3 } },
    "minor major",
    [undefined, "excludes fewer values (`not`): handle them"],
  ],

  // Alternatives.
  [
    "oneOf becomes anyOf",
    { oneOf: open },
    { anyOf: open },
    "minor patch",
    ["may now match several of its forms", "may match several of its forms"],
  ],
  ["anyOf becomes oneOf", { anyOf: open }, { oneOf: open }, "major patch"],
  [
    "an alternative is added before one that changes",
    { anyOf: [open[0], open[1]] },
    {
      anyOf: [
        { type: "array" },
        { type: "object", properties: { ...size, weight: { type: "integer" } } },
        open[1],
      ],
    },
    "minor major",
    [".weight` may now be sent", ".weight` is new"],
  ],
  [
    "an alternative requires one more field",
    { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    { type: "object", anyOf: [{ required: ["a", "c"] }, { required: ["b"] }] },
    "major minor",
  ],
  [
    "a branch of allOf loses a field",
    { allOf: [PART, open[1]] },
    { allOf: [PART, { type: "object" }] },
    "major major",
    [".colour` is no longer accepted: do not send it", ".colour` was removed: do not read it"],
  ],

  // Fields that are not named.
  [
    "additionalProperties become a schema",
    { type: "object", additionalProperties: false },
    { type: "object", additionalProperties: text },
    "minor minor",
  ],
  [
    "additionalProperties become false",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: false },
    "major minor",
  ],
  [
    "additionalProperties are restricted",
    { type: "object" },
    { type: "object", additionalProperties: text },
    "major minor",
  ],
  [
    "additionalProperties are no longer restricted",
    { type: "object", additionalProperties: text },
    { type: "object" },
    "minor major",
  ],
  [
    "additionalProperties have another type",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: { type: "integer" } },
    "major major",
  ],

  // Bounds.
  [
    "a multiple of a larger number",
    { type: "integer", multipleOf: 1 },
    { type: "integer", multipleOf: 10 },
    "major patch",
  ],
  [
    "a multiple of a divisor",
    { type: "integer", multipleOf: 10 },
    { type: "integer", multipleOf: 5 },
    "minor major",
    ["may now be `5` (`multipleOf`)"],
  ],
  [
    "a multiple of another number",
    { type: "integer", multipleOf: 4 },
    { type: "integer", multipleOf: 6 },
    "major major",
  ],
  [
    "the minimum of a number becomes exclusive",
    { type: "number", minimum: 0 },
    { type: "number", exclusiveMinimum: 0 },
    "major patch",
    ["must be above 0: send a larger one", "must be above 0"],
  ],
  [
    "the exclusive maximum of a number becomes inclusive",
    { type: "number", exclusiveMaximum: 9 },
    { type: "number", maximum: 9 },
    "minor major",
    ["may now be 9", "may now be 9: handle other values"],
  ],
  ["another pattern", { type: "string", pattern: "^a" }, { type: "string", pattern: "^b" }, "major major"],
  ["items become unique", { type: "array" }, { type: "array", uniqueItems: true }, "major patch"],

  // Fields of one side.
  [
    "readOnly is set",
    text,
    { ...text, readOnly: true },
    "major none",
    ["is no longer accepted: do not send it"],
  ],
  ["readOnly is removed", { ...text, readOnly: true }, text, "minor none", ["may now be sent"]],
  [
    "readOnly in a component",
    text,
    { $ref: "#/components/schemas/Given", description: "Given." },
    "major patch/none",
  ],
  [
    "writeOnly is set",
    text,
    { ...text, writeOnly: true },
    "none major",
    [undefined, "was removed: do not read it"],
  ],
  ["writeOnly is removed", { ...text, writeOnly: true }, text, "none minor", [undefined, "is new"]],
  ["writeOnly in a component", text, { allOf: [{ $ref: "#/components/schemas/Secret" }] }, "none major"],
];

/** The field in a request's body, and in a response. */
const PLACES = [
  { side: "request", place: "body properties probe", field: "`probe" },
  { side: "response", place: "page properties probe", field: "the response's `data.probe" },
] as const;

const edit = (place: string, schema: object): readonly Edit[] => [...COMPONENTS, [place, schema]];

/** Two rows for each form: in a request and in a response. */
export const FORM_ROWS: readonly Row[] = FORMS.flatMap(([name, before, after, bumps, sentences = []]) =>
  PLACES.map(({ side, place, field }, index) => {
    const rest = sentences[index];
    const sentence = rest === undefined ? undefined : `${field}${rest.startsWith(".") ? "" : "` "}${rest}`;
    return row(
      `${side}: ${name}`,
      edit(place, after),
      bumps.split(" ")[index] ?? "",
      sentence,
      edit(place, before),
    );
  }),
);

const PATH = "/im/v1/chats/{chat_id}/notices";
const pathParameter = (name: string): object => ({
  name,
  in: "path",
  required: true,
  description: "The chat's id.",
  schema: { type: "string" },
});
const notices = (path: string, name: string): readonly Edit[] => [
  [
    `paths ${path} get`,
    {
      operationId: "im.v1.notice.list",
      summary: "List notices",
      security: [{ tenantAccessToken: [] }],
      parameters: [pathParameter(name)],
      responses: {
        "200": { description: "None.", content: { "application/json": { schema: { type: "object" } } } },
      },
    },
  ],
];
const CODE = { $ref: "#/components/examples/232034" };
const inStatus403: Edit = [
  "list responses 403",
  {
    description: "Refused.",
    content: {
      "application/json": { schema: { $ref: "#/components/schemas/Failure" }, examples: { "232034": CODE } },
    },
  },
];
const emptyStatus403: Edit = [
  "list responses 403",
  {
    description: "Refused.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
  },
];
const inStatus400: Edit = [`list responses 400 ${MEDIA} examples 232034`, CODE];
const required = (schema: object): readonly Edit[] => [
  ["body properties nonce", schema],
  ["body required", ["app_id", "app_secret", "nonce"]],
];
const security = (...demands: readonly (readonly string[])[]): readonly Edit[] => [
  ["list security", demands.map((names) => Object.fromEntries(names.map((name) => [name, []])))],
];
const [TENANT, USER] = ["tenantAccessToken", "userAccessToken"];

const NODE = { $ref: "#/components/schemas/Node" };
const recursive = (node: object): readonly Edit[] => [
  ["components schemas Node", node],
  ["page properties node", NODE],
];
const named = (name: string): readonly Edit[] => {
  const reference = { $ref: `#/components/schemas/${name}` };
  return [
    [`components schemas ${name}`, { type: "object", properties: { next: reference } }],
    ["page properties node", reference],
  ];
};

/** Changes outside of schemas, and of schemas that refer to themselves. */
export const PLACE_ROWS: readonly Row[] = [
  row(
    "a required readOnly field of a body is no longer readOnly",
    required({ type: "string" }),
    "major",
    "`nonce` is new and required: send it",
    required({ type: "string", readOnly: true }),
  ),
  row(
    "a code is returned with a second status",
    [inStatus400, inStatus403],
    "minor",
    "code 232034 may be returned with status 403",
    [inStatus400, emptyStatus403],
  ),
  row(
    "a code is no longer returned with its second status",
    [inStatus400, emptyStatus403],
    "major",
    "code 232034 is no longer returned with status 403: test for the code, not for the status",
    [inStatus400, inStatus403],
  ),
  row("the two statuses of a code are in another order", [inStatus403, inStatus400], "none", undefined, [
    inStatus400,
    inStatus403,
  ]),
  row(
    "the example of a response is singular and changes",
    [[`list responses 200 ${MEDIA} example`, { code: 0, msg: "b" }]],
    "patch",
    "the response has other examples",
    [[`list responses 200 ${MEDIA} example`, { code: 0, msg: "a" }]],
  ),
  row(
    "the example of a body is singular and changes",
    [[`token requestBody ${MEDIA} example`, { app_id: "b" }]],
    "patch",
    "the example of the body changed",
    [[`token requestBody ${MEDIA} example`, { app_id: "a" }]],
  ),
  row(
    "the example of a header is singular and changes",
    [["components headers LogId example", "b"]],
    "patch",
    "the example of the header `X-Tt-Logid` of the response changed",
    [["components headers LogId example", "a"]],
  ),
  row(
    "one of two tokens is enough",
    security([TENANT]),
    "minor",
    "`tenantAccessToken` alone is now accepted",
    security([TENANT, USER]),
  ),
  row(
    "both tokens are needed",
    security([TENANT, USER]),
    "major",
    "`tenantAccessToken` alone is no longer accepted: send `tenantAccessToken` and `userAccessToken`",
    security([TENANT]),
  ),
  row(
    "either token is enough, not both",
    security([TENANT], [USER]),
    "minor",
    "`userAccessToken` alone is now accepted",
    security([TENANT, USER]),
  ),
  row(
    "an alternative that demands more than another is removed",
    security([TENANT]),
    "none",
    undefined,
    security([TENANT], [TENANT, USER]),
  ),
  row(
    "a parameter of the path is renamed",
    notices(PATH.replace("chat_id", "id"), "id"),
    "major/none",
    "`chat_id` is now called `id`: pass it by that name",
    notices(PATH, "chat_id"),
  ),
  row(
    "a parameter of the path is renamed, and the path changes",
    notices("/im/v2/chats/{id}/notices", "id"),
    "major",
    "it is called with `GET /im/v2/chats/{id}/notices`, not `GET /im/v1/chats/{chat_id}/notices`: use the new address",
    notices(PATH, "chat_id"),
  ),
  row(
    "a body has other additionalProperties",
    [["body additionalProperties", false]],
    "major",
    "the body may no longer have fields that the contract does not name: do not send them",
  ),
  row(
    "a body must have a field",
    [["body minProperties", 1]],
    "major",
    "the body must have at least 1 fields: send more",
  ),
  row("a body may be null", [["body type", ["object", "null"]]], "minor", "the body may now be `null`"),
  row(
    "a body has an unknown keyword",
    [["body dependentRequired", { app_id: ["app_secret"] }]],
    "major",
    'the body has another `dependentRequired`: `{"app_id":["app_secret"]}`',
  ),
  row(
    "the description of a body changes",
    [["body description", "The app."]],
    "patch/none",
    "the description of the body changed",
  ),
  row(
    "an operation gets a server",
    [["list servers", [{ url: "https://list.example.com" }]]],
    "major",
    "it has other servers than before: use the new address",
  ),
  row(
    "a type that refers to itself is renamed",
    named("Branch"),
    "major/none",
    "the client's type `Node` is now called `Branch`: import it by that name",
    named("Node"),
  ),
  row(
    "a schema is its own alternative",
    recursive({ anyOf: [NODE, { type: "string", minLength: 2 }] }),
    "patch",
    "the response's `data.node` must have at least 2 characters, not 1",
    recursive({ anyOf: [NODE, { type: "string", minLength: 1 }] }),
  ),
  row(
    "a field is added in a schema that refers to itself in allOf",
    recursive({ allOf: [{ properties: { next: NODE } }, { properties: { next: NODE, ...colour } }] }),
    "minor",
    "the response's `data.node.colour` is new",
    recursive({ allOf: [{ properties: { next: NODE } }, { properties: { next: NODE } }] }),
  ),
];
