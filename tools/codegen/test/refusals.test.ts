import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ContractError } from "../src/contract/contract-error.ts";
import { generate } from "../src/generate.ts";
import { edit, root, writeContract, type Edit } from "./support/contract.ts";
import { answer, LIST, operation, schemaAt, TOKEN } from "./support/operations.ts";

let file = "";
afterEach(() => rmSync(dirname(file), { recursive: true, force: true }));

const REF = "#/components/schemas/";
const TOKEN_ANSWER = [...TOKEN, "responses", "200"];
const LIST_ANSWER = [...LIST, "responses", "200"];
const LIST_DATA = [...LIST_ANSWER, "content", "application/json", "schema"];
const EXAMPLE = ["components", "examples", "232001"];
const MEMBERS = ["paths", "/im/v1/chats/{chat_id}/members"];
const CHAT_ID = { name: "chat_id", in: "path", required: true, schema: { type: "string" } };
const members = (...parameters: object[]): Edit => [
  [...MEMBERS, "get"],
  operation("im.v1.chatMembers.get", { parameters }),
];
const query = (more: object): Edit => [
  [...LIST, "parameters", "1"],
  { name: "sort_type", in: "query", schema: { type: "string" }, ...more },
];
const queryOf = (schema: object): Edit => query({ schema });
const post = (more: object): Edit => [
  ["paths", "/im/v1/chats", "post"],
  operation("im.v1.chat.create", more),
];
const body = (schema: object): object => ({ requestBody: { content: { "application/json": { schema } } } });

/** `says` follows the file's name and the line. */
const refused: { name: string; edits: Edit[]; says: string }[] = [
  {
    name: "an OpenAPI version other than 3.1",
    edits: [[["openapi"], "3.0.3"]],
    says: "#/openapi: must be 3.1.x",
  },
  { name: "no OpenAPI version", edits: [[["openapi"], undefined]], says: "#/openapi: must be 3.1.x" },
  {
    name: "no dialect",
    edits: [[["jsonSchemaDialect"], undefined]],
    says: "#/jsonSchemaDialect: must be https://json-schema.org/draft/2020-12/schema",
  },
  {
    name: "no server",
    edits: [[["servers"], undefined]],
    says: "#/servers: needs a server; write the client's default base URL",
  },
  {
    name: "an empty list of servers",
    edits: [[["servers"], []]],
    says: "#/servers: needs a server; write the client's default base URL",
  },
  {
    name: "a server whose URL ends in a slash",
    edits: [[["servers", "0", "url"], "https://open.feishu.cn/open-apis/"]],
    says: '#/servers/0/url: "https://open.feishu.cn/open-apis/" must be an https URL without variables or a slash',
  },
  {
    name: "a server whose URL has variables",
    edits: [[["servers", "0", "url"], "https://{host}/open-apis"]],
    says: '#/servers/0/url: "https://{host}/open-apis" must be an https URL without variables',
  },
  { name: "no paths", edits: [[["paths"], undefined]], says: "#/paths: must be a mapping" },
  { name: "paths without an operation", edits: [[["paths"], {}]], says: "#/paths: describes no operation" },
  {
    name: "a method that the client does not know",
    edits: [[["paths", "/im/v1/chats", "head"], operation("im.v1.chat.head")]],
    says: "#/paths/~1im~1v1~1chats/head: supported are get, put, post, delete, patch",
  },
  {
    name: "a method that is misspelt",
    edits: [
      [[...LIST], undefined],
      [["paths", "/im/v1/chats", "gett"], operation("im.v1.chat.list")],
    ],
    says: "#/paths/~1im~1v1~1chats/gett: supported are get, put, post, delete, patch; correct or remove it",
  },
  ...[12, true, ["a"], {}, null].map((summary) => ({
    name: `the summary ${JSON.stringify(summary)}`,
    edits: [[[...LIST, "summary"], summary]] satisfies Edit[],
    says: "#/paths/~1im~1v1~1chats/get/summary: must be a text; put it in quotes",
  })),
  {
    name: "a title that is no text, deep in a component",
    edits: [[schemaAt("Chat", "properties", "name", "title"), 1]],
    says: "#/components/schemas/Chat/properties/name/title: must be a text; put it in quotes",
  },
  ...[
    ["responses", "429", "headers"],
    ["responses", "429", "headers", "x-ogw-ratelimit-limit"],
    ["responses", "429", "content", "application/json"],
    ["responses", "429", "content", "application/json", "schema"],
    ["responses", "429"],
  ].flatMap((place) =>
    ["text", null].map((value) => ({
      name: `${JSON.stringify(value)} at ${place.join("/")}`,
      edits: [
        [[...LIST, "responses", "429"], { description: "Too many", headers: {}, content: {} }],
        [[...LIST, ...place], value],
      ] satisfies Edit[],
      says: `/get/${place.join("/").replace("n/j", "n~1j")}: must be a mapping; write it out`,
    })),
  ),
  {
    name: "a translation that is no text",
    edits: [[[...LIST, "x-summary-zh"], true]],
    says: "/get/x-summary-zh: must be a text; put it in quotes",
  },
  ...[Infinity, -Infinity, NaN].map((number) => ({
    name: `the maximum ${number}`,
    edits: [queryOf({ type: "integer", maximum: number })] satisfies Edit[],
    says: "/get/parameters/1/schema/maximum: is no number of JSON; write one that is, or remove it",
  })),
  {
    name: "an endless number in a list of an example",
    edits: [[[...EXAMPLE, "value", "error"], { rows: [1, Infinity] }]],
    says: "#/components/examples/232001/value/error/rows/1: is no number of JSON",
  },
  {
    name: "a reference that names nothing",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), `${REF}Chta`]],
    says: `#/components/schemas/ChatPage/properties/items/items: $ref "${REF}Chta" names nothing; correct it`,
  },
  {
    name: "a reference that only JavaScript's own names would answer",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), `${REF}constructor`]],
    says: `$ref "${REF}constructor" names nothing`,
  },
  {
    name: "a reference into another file",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), "chat.yaml#/Chat"]],
    says: '$ref "chat.yaml#/Chat" leaves this file; write what it names in here',
  },
  {
    name: "a reference that cannot be decoded",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), "#/components/%zz"]],
    says: '$ref "#/components/%zz" leaves this file',
  },
  {
    name: "a reference that is no text",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), 5]],
    says: "/items/items/$ref: must be a text; write it like #/components/schemas/Chat",
  },
  {
    name: "a reference into a component",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), `${REF}Chat/properties/name`]],
    says: `"${REF}Chat/properties/name" is no component`,
  },
  {
    name: "references in a circle",
    edits: [
      [schemaAt("Ping"), { $ref: `${REF}Pong` }],
      [schemaAt("Pong"), { $ref: `${REF}Ping` }],
    ],
    says: `leads back to itself; break the circle`,
  },
  {
    name: "a misspelt extension",
    edits: [[[...LIST, "x-rate-limits"], { per_second: 50 }]],
    says: '#/paths/~1im~1v1~1chats/get/x-rate-limits: unknown extension "x-rate-limits"; known are x-app-types,',
  },
  {
    name: "x-idempotent that is neither true nor false",
    edits: [[[...LIST, "x-idempotent"], "yes"]],
    says: "#/paths/~1im~1v1~1chats/get/x-idempotent: must be true or false",
  },
  {
    name: "an extension of JavaScript's own name",
    edits: [[["info", "x-constructor"], 1]],
    says: '#/info/x-constructor: unknown extension "x-constructor"',
  },
  {
    name: "an operation's extension beside the operation",
    edits: [[["paths", "/im/v1/chats", "x-rate-limit"], { per_second: 50 }]],
    says: '#/paths/~1im~1v1~1chats/x-rate-limit: "x-rate-limit" is read in an operation only; move it there',
  },
  {
    name: "x-error beside the example",
    edits: [[[...LIST, "responses", "400", "x-error"], { kind: "auth" }]],
    says: '/responses/400/x-error: "x-error" is read in a named example only; move it there',
  },
  {
    name: "no operationId",
    edits: [[[...LIST, "operationId"], undefined]],
    says: "#/paths/~1im~1v1~1chats/get: needs an operationId; write the vendor's own name of the method",
  },
  {
    name: "an operationId that is taken",
    edits: [members(CHAT_ID), [[...MEMBERS, "get", "operationId"], "im.v1.chat.list"]],
    says: '#/paths/~1im~1v1~1chats/get/operationId: "im.v1.chat.list" is taken',
  },
  {
    name: "an operationId that is a prefix of another",
    edits: [[[...LIST, "operationId"], "auth.v3"]],
    says: 'or a prefix of "auth.v3.tenantAccessToken.internal", at POST /auth/v3/tenant_access_token/internal',
  },
  ...["list", "im..list", "Im.v1.list", "im.v1.chat-list", "im.__proto__.list", "im.v1.chat\nlist"].map(
    (id) => ({
      name: `the malformed operationId ${JSON.stringify(id)}`,
      edits: [[[...LIST, "operationId"], id]] satisfies Edit[],
      says: `/get/operationId: "${id.replace("\n", " ")}" must be names joined by dots; write it like im.v1.chat.list`,
    }),
  ),
  ...["constructor", "toString", "then"].map((step) => ({
    name: `the step ${step} in an operationId`,
    edits: [[[...LIST, "operationId"], `im.v1.${step}`]] satisfies Edit[],
    says: `/get/operationId: "${step}" means something to JavaScript; rename it`,
  })),
  {
    name: "an operation with the client's own name",
    edits: [[[...LIST, "operationId"], "http.get"]],
    says: "/get/operationId: `http` is a name of the client's own; choose another",
  },
  {
    name: "two operations whose types have one name",
    edits: [members(CHAT_ID), [[...MEMBERS, "get", "operationId"], "im.v1.chat_list"]],
    says: "/get/operationId: its type ImV1ChatListParams has a name of im.v1.chat.list; choose another",
  },
  {
    name: "an operation whose type has a component's name",
    edits: [[schemaAt("ImV1ChatListParams"), { type: "string" }]],
    says: "/get/operationId: its type ImV1ChatListParams has a name of a component; choose another",
  },
  ...["Page", "Record", "FeishuClient"].map((name) => ({
    name: `a component with the client's own name ${name}`,
    edits: [[schemaAt(name), { type: "string" }]] satisfies Edit[],
    says: `#/components/schemas/${name}: "${name}" is a name of the client itself; choose another`,
  })),
  {
    name: "a component whose name is no type's name",
    edits: [[schemaAt("chat-member"), { type: "string" }]],
    says: '#/components/schemas/chat-member: "chat-member" becomes a type\'s name; write it like ChatMember',
  },
  {
    name: "a component that is no mapping",
    edits: [[schemaAt("Anything"), true]],
    says: "#/components/schemas/Anything: must be a mapping",
  },
  {
    name: "pagination that is no mapping",
    edits: [[[...LIST, "x-pagination"], "page_token"]],
    says: "/get/x-pagination: must be a mapping; write { cursor, limit, items, has_more }",
  },
  {
    name: "an unknown key of pagination",
    edits: [[[...LIST, "x-pagination", "size"], "page_size"]],
    says: '/get/x-pagination/size: unknown key "size"; known are cursor, limit, items, has_more',
  },
  {
    name: "pagination without items",
    edits: [[[...LIST, "x-pagination", "items"], undefined]],
    says: "/get/x-pagination: needs cursor, items and has_more",
  },
  {
    name: "a cursor that is no parameter",
    edits: [[[...LIST, "x-pagination", "cursor"], "next"]],
    says: '/get/x-pagination/cursor: "next" is no query parameter of this operation; correct one',
  },
  {
    name: "a cursor that is no text",
    edits: [[["components", "parameters", "PageToken", "schema"], { type: "integer" }]],
    says: '/get/x-pagination/cursor: query parameter "page_token" must be of type string',
  },
  {
    name: "a cursor that the answer does not carry",
    edits: [[schemaAt("ChatPage", "properties", "page_token"), undefined]],
    says: '/get/x-pagination/cursor: "page_token" is no field of the answer\'s data; correct one',
  },
  {
    name: "items that are no list",
    edits: [[schemaAt("ChatPage", "properties", "items"), { type: "object" }]],
    says: '/get/x-pagination/items: field "items" of the answer must be of type array',
  },
  {
    name: "a has_more that is no boolean",
    edits: [[schemaAt("ChatPage", "properties", "has_more"), { type: "integer" }]],
    says: '/get/x-pagination/has_more: field "has_more" of the answer must be of type boolean',
  },
  {
    name: "a has_more that may be missing",
    edits: [[schemaAt("ChatPage", "required"), ["items"]]],
    says: '/get/x-pagination/has_more: field "has_more" must be required, since it alone ends a walk',
  },
  {
    name: "a limit that is no parameter",
    edits: [[[...LIST, "x-pagination", "limit"], "size"]],
    says: '/get/x-pagination/limit: "size" is no query parameter of this operation; correct one',
  },
  {
    name: "a limit that is no number",
    edits: [[[...LIST, "x-pagination", "limit"], "sort_type"]],
    says: '/get/x-pagination/limit: query parameter "sort_type" must be of type integer',
  },
  {
    name: "a limit that is no name",
    edits: [[[...LIST, "x-pagination", "limit"], 20]],
    says: "/get/x-pagination/limit: must be the name of a query parameter",
  },
  {
    name: "a rate limit that is no mapping",
    edits: [[[...LIST, "x-rate-limit"], 50]],
    says: "/get/x-rate-limit: must be a mapping; write { per_second, per_minute }, either or both",
  },
  {
    name: "an empty rate limit",
    edits: [[[...LIST, "x-rate-limit"], {}]],
    says: "/get/x-rate-limit: must be a mapping; write { per_second, per_minute }, either or both",
  },
  {
    name: "a rate limit of zero",
    edits: [[[...LIST, "x-rate-limit", "per_second"], 0]],
    says: "/get/x-rate-limit/per_second: must be a whole number of at least 1",
  },
  {
    name: "an unknown window of a rate limit",
    edits: [[[...LIST, "x-rate-limit", "per_hour"], 5]],
    says: "/get/x-rate-limit/per_hour: known windows are per_second and per_minute",
  },
  {
    name: "scopes that are no list",
    edits: [[[...LIST, "x-scopes"], "im:chat"]],
    says: "/get/x-scopes: must be a list of strings",
  },
  {
    name: "field scopes that are no list",
    edits: [[[...LIST, "x-field-scopes"], {}]],
    says: "/get/x-field-scopes: must be a list; write { scope, gates } for each entry",
  },
  {
    name: "a field scope that does not say what it gates",
    edits: [[[...LIST, "x-field-scopes", "0", "gates"], undefined]],
    says: "/get/x-field-scopes/0: needs scope and gates",
  },
  {
    name: "parameters that are no list",
    edits: [[[...LIST, "parameters"], { page_size: {} }]],
    says: "/get/parameters: must be a list",
  },
  {
    name: "a parameter without a name",
    edits: [query({ name: undefined })],
    says: "/get/parameters/1: a parameter needs a name",
  },
  {
    name: "a parameter without a schema",
    edits: [query({ schema: undefined })],
    says: "/get/parameters/1/schema: must be a mapping",
  },
  ...["header", "cookie"].map((location) => ({
    name: `a ${location} parameter`,
    edits: [query({ in: location })],
    says: `/get/parameters/1: "sort_type" is a ${location} parameter; only path and query parameters are supported`,
  })),
  {
    name: "one query parameter described twice",
    edits: [query({ name: "page_size" })],
    says: '/get/parameters/3: query parameter "page_size" is described twice; remove one',
  },
  {
    name: "a query parameter and a field of the body with one name",
    edits: [
      post({
        parameters: [{ name: "name", in: "query", schema: { type: "string" } }],
        ...body({ type: "object", properties: { name: { type: "string" } } }),
      }),
    ],
    says: '/properties/name: "name" is a query and a body parameter; callers pass both in one object, so rename one',
  },
  {
    name: "a path parameter that nothing describes",
    edits: [members()],
    says: "#/paths/~1im~1v1~1chats~1{chat_id}~1members: the path names {chat_id}, but no path parameter describes it",
  },
  {
    name: "a path parameter that stands nowhere in the path",
    edits: [members(CHAT_ID, { ...CHAT_ID, name: "member_id" })],
    says: '/get/parameters/1: path parameter "member_id" stands nowhere in /im/v1/chats/{chat_id}/members; correct one',
  },
  {
    name: "a path parameter that is not required",
    edits: [members({ ...CHAT_ID, required: false })],
    says: '/get/parameters/0: path parameter "chat_id" must be required; write required: true',
  },
  {
    name: "a list in the path",
    edits: [members({ ...CHAT_ID, schema: { type: "array", items: { type: "string" } } })],
    says: '/get/parameters/0: path parameter "chat_id" is an array, which cannot be written there; pass it in the body',
  },
  {
    name: "an object in the query",
    edits: [queryOf({ type: "object" })],
    says: '/get/parameters/1: query parameter "sort_type" is an object, which cannot be written there; pass it in the body',
  },
  {
    name: "a style that the client does not write",
    edits: [query({ style: "pipeDelimited" })],
    says: "/get/parameters/1/style: only style: form is supported; leave it out",
  },
  {
    name: "a list in one text",
    edits: [query({ explode: false })],
    says: "/get/parameters/1/explode: only explode: true is supported; leave it out",
  },
  {
    name: "a default outside its enum",
    edits: [queryOf({ type: "string", enum: ["ByCreateTimeAsc"], default: "ByCreateTime" })],
    says: '/get/parameters/1/schema/default: the default "ByCreateTime" is none of the enum\'s values; correct one',
  },
  {
    name: "a default of another type",
    edits: [queryOf({ type: "integer", default: "20" })],
    says: '/get/parameters/1/schema/default: the default "20" is not of type integer',
  },
  {
    name: "a default below the minimum",
    edits: [queryOf({ type: "integer", minimum: 1, default: 0 })],
    says: "/get/parameters/1/schema/default: the default 0 is below the minimum 1",
  },
  {
    name: "a default above the maximum",
    edits: [queryOf({ type: "integer", maximum: 100, default: 101 })],
    says: "/get/parameters/1/schema/default: the default 101 is above the maximum 100",
  },
  {
    name: "a default outside its enum deep in a component",
    edits: [[schemaAt("Chat", "properties", "chat_status", "default"), "gone"]],
    says: '#/components/schemas/Chat/properties/chat_status/default: the default "gone" is none of the enum\'s values',
  },
  {
    name: "a body that is no object",
    edits: [post(body({ type: "array", items: { type: "string" } }))],
    says: "/post/requestBody: a request body must be application/json with an object schema",
  },
  {
    name: "a body that is not JSON",
    edits: [post({ requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } } })],
    says: "/post/requestBody: a request body must be application/json with an object schema",
  },
  {
    name: "two successful statuses",
    edits: [[[...LIST, "responses", "201"], answer({})]],
    says: "/get/responses: needs exactly one 2xx response",
  },
  {
    name: "no successful status",
    edits: [[LIST_ANSWER, undefined]],
    says: "/get/responses: needs exactly one 2xx response",
  },
  {
    name: "a success for any 2xx status",
    edits: [
      [LIST_ANSWER, undefined],
      [[...LIST, "responses", "2XX"], answer({})],
    ],
    says: "/get/responses: needs exactly one 2xx response",
  },
  {
    name: "no responses",
    edits: [[[...LIST, "responses"], undefined]],
    says: "/get/responses: must be a mapping",
  },
  {
    name: "a success whose code is not said to be 0",
    edits: [[[...LIST_DATA, "properties", "code", "const"], undefined]],
    says: "/get/responses/200: needs one application/json schema whose `code` is `const: 0`",
  },
  {
    name: "two forms of success",
    edits: [
      [
        [...TOKEN_ANSWER, "content", "application/json", "schema", "anyOf", "1", "$ref"],
        `${REF}TenantAccessToken`,
      ],
    ],
    says: "/post/responses/200: needs one application/json schema whose `code` is `const: 0`",
  },
  {
    name: "data that may be missing",
    edits: [
      [
        [...LIST_DATA, "required"],
        ["code", "msg"],
      ],
    ],
    says: "/properties/data: `data` must be required; where it may be missing, leave it out of the schema",
  },
  {
    name: "data that is no object",
    edits: [[[...LIST_DATA, "properties", "data"], { type: "array", items: { type: "string" } }]],
    says: "/properties/data: `data` must be an object",
  },
  {
    name: "an example without a value",
    edits: [[[...EXAMPLE, "value"], undefined]],
    says: "#/components/examples/232001: an example needs a value; write out a mapping",
  },
  {
    name: "an example without a name",
    edits: [[[...LIST_ANSWER, "content", "application/json", "example"], { code: 0 }]],
    says: "/get/responses/200/content/application~1json/example: failures are known by name; move it to `examples`",
  },
  {
    name: "a failure without x-error",
    edits: [[[...EXAMPLE, "x-error"], undefined]],
    says: "#/components/examples/232001: an example of a failure needs x-error; write { kind, evidence, remedy }",
  },
  {
    name: "a failure of an unknown kind",
    edits: [[[...EXAMPLE, "x-error", "kind"], "invalid"]],
    says: "#/components/examples/232001/x-error/kind: must be one of auth, permission, rate_limit, validation, not_found,",
  },
  {
    name: "a failure without evidence",
    edits: [[[...EXAMPLE, "x-error", "evidence"], undefined]],
    says: "#/components/examples/232001/x-error/evidence: must be one of documented, recorded, source, guess",
  },
  {
    name: "a failure without a remedy",
    edits: [[[...EXAMPLE, "x-error", "remedy"], " "]],
    says: "#/components/examples/232001/x-error: needs a remedy; say what the reader of the error should do",
  },
  {
    name: "an unknown key of x-error",
    edits: [[[...EXAMPLE, "x-error", "retryable"], true]],
    says: '/x-error/retryable: unknown key "retryable"; known are kind, evidence, remedy, x-remedy-zh',
  },
  {
    name: "a failure without a summary",
    edits: [[[...EXAMPLE, "summary"], undefined]],
    says: "#/components/examples/232001: an example of a failure needs a summary; say what the code means",
  },
  {
    name: "a failure whose name is another code",
    edits: [[[...EXAMPLE, "value", "code"], 232002]],
    says: '/examples/232001: an example of a failure is named by its code; rename it to "232002"',
  },
  {
    name: "a failure whose code is no integer",
    edits: [[[...EXAMPLE, "value", "code"], "232001"]],
    says: "#/components/examples/232001/value/code: a failure's code must be an integer other than 0",
  },
  {
    name: "a failure with the code of success",
    edits: [[[...EXAMPLE, "value", "code"], 0]],
    says: "#/components/examples/232001/value/code: a failure's code must be an integer other than 0",
  },
  {
    name: "one code with two meanings",
    edits: [
      [
        [...TOKEN_ANSWER, "content", "application/json", "examples", "232001"],
        {
          summary: "Else",
          "x-error": { kind: "auth", evidence: "guess", remedy: "Wait." },
          value: { code: 232001 },
        },
      ],
    ],
    says: "#/components/examples/232001: code 232001 has two meanings; describe it once and refer to it",
  },
  {
    name: "an enum that is asked with and answered",
    edits: [
      [schemaAt("IdType"), { type: "string", enum: ["open_id"] }],
      [schemaAt("Chat", "properties", "owner_id_type"), { $ref: `${REF}IdType` }],
      queryOf({ $ref: `${REF}IdType` }),
    ],
    says: "#/components/schemas/IdType: this enum stands in a request (closed) and in an answer (open); describe it apart",
  },
  {
    name: "an enum that is answered, and asked with in all operations of a path",
    edits: [
      [schemaAt("IdType"), { type: "string", enum: ["open_id"] }],
      [schemaAt("Chat", "properties", "owner_id_type"), { $ref: `${REF}IdType` }],
      [
        ["paths", "/im/v1/chats", "parameters"],
        [{ name: "id_type", in: "query", schema: { $ref: `${REF}IdType` } }],
      ],
    ],
    says: "#/components/schemas/IdType: this enum stands in a request (closed)",
  },
  ...(
    [
      [{ enum: [true, false] }, "enum: must be a list of strings or numbers, null beside them"],
      [{ enum: ["a", { b: 1 }] }, "enum: must be a list of strings or numbers, null beside them"],
      [
        { type: "text" },
        "type: must be one or several of array, boolean, integer, null, number, object, string",
      ],
      [{ type: "array", items: ["string"] }, "items: must be a schema"],
      [{ anyOf: { type: "string" } }, "anyOf: must be a list of schemas"],
      [{ allOf: [] }, "allOf: must be a list of schemas"],
      [{ type: "object", properties: { a: "string" } }, "properties: must be a mapping of names to schemas"],
      [{ type: "object", required: "a" }, "required: must be a list of names"],
      [{ type: "integer", maximum: "100" }, "maximum: must be a number; correct it"],
      [{ type: "string", minLength: -1 }, "minLength: must be a whole number of at least 0; correct it"],
      [{ type: "array", items: {}, maxItems: 1.5 }, "maxItems: must be a whole number of at least 0"],
      [{ type: "string", pattern: 5 }, "pattern: must be a text; correct it"],
    ] as const
  ).map(([schema, says]) => ({
    name: `the schema ${JSON.stringify(schema)}`,
    edits: [[schemaAt("Unfit"), schema]] satisfies Edit[],
    says: `#/components/schemas/Unfit/${says}`,
  })),
  {
    name: "a required field that is not described",
    edits: [[schemaAt("Chat", "required"), ["chat_idd"]]],
    says: '#/components/schemas/Chat/required: "chat_idd" is none of the properties; correct it',
  },
  {
    name: "the nullable of OpenAPI 3.0",
    edits: [[schemaAt("Chat", "properties", "name", "nullable"), true]],
    says: '#/components/schemas/Chat/properties/name/nullable: "nullable" is not supported; write type: [string, "null"]',
  },
  {
    name: "a list of lists",
    edits: [
      [
        schemaAt("Chat", "properties", "rows"),
        { type: "array", items: { type: "array", items: { type: "string" } } },
      ],
    ],
    says: "#/components/schemas/Chat/properties/rows/items: a list of lists is not supported; make the inner list a component",
  },
];

test.each(refused)("refuses $name", async ({ edits, says }) => {
  file = writeContract(edit(...edits));

  const error: unknown = await generate(file, root).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ContractError);
  const { message } = error as ContractError;
  expect(message).toContain(says);
  expect(message).toMatch(/^\S+openapi\.yaml:\d+ #\/\S+: .+; .+$/);
});

const unreadable: { name: string; text: string; says: RegExp }[] = [
  {
    name: "invalid YAML",
    text: "openapi: 3.1.0\ninfo: [\n",
    says: /openapi\.yaml:3: not valid YAML: .+; correct it$/,
  },
  {
    name: "a key that stands twice",
    text: "openapi: 3.1.0\ninfo: {}\ninfo: {}\n",
    says: /openapi\.yaml:3: not valid YAML: Map keys must be unique; correct it$/,
  },
  {
    name: "an alias without its anchor",
    text: "openapi: 3.1.0\ninfo: *nowhere\n",
    says: /openapi\.yaml:2: not valid YAML: \*nowhere has no anchor before it; add &nowhere or correct it$/,
  },
  {
    name: "an alias within what it stands for",
    text: "openapi: 3.1.0\ninfo: &info\n  title: A\n  again: *info\n",
    says: /openapi\.yaml:4: not valid YAML: \*info stands within what it stands for; break the circle$/,
  },
  {
    name: "aliases of aliases that stand for a million values",
    text: `a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n${["ab", "bc", "cd", "de", "ef"].map(([from, to]) => `${to}: &${to} [${Array(10).fill(`*${from}`).join(", ")}]\n`).join("")}z: 1\n`,
    says: /openapi\.yaml:5: not valid YAML: the aliases up to \*d stand for too much; write out less$/,
  },
  {
    name: "an empty file",
    text: "",
    says: /openapi\.yaml:1 #: not an OpenAPI document; make the root a mapping$/,
  },
  { name: "a list", text: "- openapi\n", says: /openapi\.yaml:1 #: not an OpenAPI document/ },
];

test.each(unreadable)("refuses $name", async ({ text, says }) => {
  file = writeContract(text);

  const error: unknown = await generate(file, root).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ContractError);
  expect((error as ContractError).message).toMatch(says);
  expect((error as ContractError).message).not.toContain("\n");
});

test("refuses a file that is not there, and a folder", async () => {
  file = writeContract("");

  await expect(generate(`${file}.missing`, root)).rejects.toThrow(
    /openapi\.yaml\.missing: no such file; name the contract with --spec FILE$/,
  );
  await expect(generate(dirname(file), root)).rejects.toThrow(
    /: cannot be read \(EISDIR\); name a file that can$/,
  );
});

const placed: { name: string; text: string; line: number }[] = [
  { name: "the key, not its value", text: "paths:\n  /a:\n    get:\n\n      summary: A\n", line: 5 },
  {
    name: "the entry of a list",
    text: "paths:\n  /a:\n    parameters:\n      - { $ref: '#/none' }\n",
    line: 6,
  },
  {
    name: "what an alias stands for",
    text: "info:\n  example: &y\n    b: { $ref: '#/none' }\npaths:\n  /a: *y\n",
    line: 5,
  },
  { name: "a key that is a number", text: "paths:\n  200:\n    $ref: '#/none'\n", line: 4 },
];

test.each(placed)("names the line of $name", async ({ text, line }) => {
  const head = "openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n";
  file = writeContract(head + text);

  await expect(generate(file, root)).rejects.toThrow(`openapi.yaml:${line} #/`);
});
