import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ContractError } from "../src/contract/contract-error.ts";
import { generate } from "../src/generate.ts";
import { edit, root, writeContract, type Edit } from "./support/contract.ts";
import { successResponse, LIST, operation, schemaAt, TOKEN } from "./support/operations.ts";

let file = "";
afterEach(() => rmSync(dirname(file), { recursive: true, force: true }));

const REF = "#/components/schemas/";
const TOKEN_RESPONSE = [...TOKEN, "responses", "200"];
const LIST_RESPONSE = [...LIST, "responses", "200"];
const LIST_DATA = [...LIST_RESPONSE, "content", "application/json", "schema"];
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

/** `message` is expected after the file's name and the line. */
const refused: { name: string; edits: Edit[]; message: string }[] = [
  {
    name: "an OpenAPI version other than 3.1",
    edits: [[["openapi"], "3.0.3"]],
    message: "#/openapi: must be 3.1.x",
  },
  { name: "no OpenAPI version", edits: [[["openapi"], undefined]], message: "#/openapi: must be 3.1.x" },
  {
    name: "no dialect",
    edits: [[["jsonSchemaDialect"], undefined]],
    message: "#/jsonSchemaDialect: must be https://json-schema.org/draft/2020-12/schema",
  },
  {
    name: "no server",
    edits: [[["servers"], undefined]],
    message: "#/servers: needs a server; write the client's default base URL",
  },
  {
    name: "an empty list of servers",
    edits: [[["servers"], []]],
    message: "#/servers: needs a server; write the client's default base URL",
  },
  {
    name: "a server whose URL ends in a slash",
    edits: [[["servers", "0", "url"], "https://open.feishu.cn/open-apis/"]],
    message:
      '#/servers/0/url: "https://open.feishu.cn/open-apis/" must be an https URL without variables or a slash',
  },
  {
    name: "a server whose URL has variables",
    edits: [[["servers", "0", "url"], "https://{host}/open-apis"]],
    message: '#/servers/0/url: "https://{host}/open-apis" must be an https URL without variables',
  },
  { name: "no paths", edits: [[["paths"], undefined]], message: "#/paths: must be a mapping" },
  { name: "paths without an operation", edits: [[["paths"], {}]], message: "#/paths: has no operation" },
  {
    name: "an unsupported method",
    edits: [[["paths", "/im/v1/chats", "head"], operation("im.v1.chat.head")]],
    message: "#/paths/~1im~1v1~1chats/head: the supported methods are get, put, post, delete, patch",
  },
  {
    name: "a misspelt method",
    edits: [
      [[...LIST], undefined],
      [["paths", "/im/v1/chats", "gett"], operation("im.v1.chat.list")],
    ],
    message:
      "#/paths/~1im~1v1~1chats/gett: the supported methods are get, put, post, delete, patch; correct or remove it",
  },
  ...[12, true, ["a"], {}, null].map((summary) => ({
    name: `the summary ${JSON.stringify(summary)}`,
    edits: [[[...LIST, "summary"], summary]] satisfies Edit[],
    message: "#/paths/~1im~1v1~1chats/get/summary: must be a string; put it in quotes",
  })),
  {
    name: "a title that is not a string, deep in a component",
    edits: [[schemaAt("Chat", "properties", "name", "title"), 1]],
    message: "#/components/schemas/Chat/properties/name/title: must be a string; put it in quotes",
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
      message: `/get/${place.join("/").replace("n/j", "n~1j")}: must be a mapping; write it out`,
    })),
  ),
  {
    name: "a translation that is not a string",
    edits: [[[...LIST, "x-summary-zh"], true]],
    message: "/get/x-summary-zh: must be a string; put it in quotes",
  },
  ...[Infinity, -Infinity, NaN].map((number) => ({
    name: `the maximum ${number}`,
    edits: [queryOf({ type: "integer", maximum: number })] satisfies Edit[],
    message: "/get/parameters/1/schema/maximum: is not a JSON number; write one, or remove it",
  })),
  {
    name: "an infinite number in an example",
    edits: [[[...EXAMPLE, "value", "error"], { rows: [1, Infinity] }]],
    message: "#/components/examples/232001/value/error/rows/1: is not a JSON number",
  },
  {
    name: "a dangling reference",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), `${REF}Chta`]],
    message: `#/components/schemas/ChatPage/properties/items/items: $ref "${REF}Chta" names nothing; correct it`,
  },
  {
    name: "a reference with the name of an inherited property",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), `${REF}constructor`]],
    message: `$ref "${REF}constructor" names nothing`,
  },
  {
    name: "a reference into another file",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), "chat.yaml#/Chat"]],
    message: '$ref "chat.yaml#/Chat" leaves this file; write its target into this file',
  },
  {
    name: "a reference that cannot be decoded",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), "#/components/%zz"]],
    message: '$ref "#/components/%zz" leaves this file',
  },
  {
    name: "a reference that is not a string",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), 5]],
    message: "/items/items/$ref: must be a string; write it like #/components/schemas/Chat",
  },
  {
    name: "a reference into a component",
    edits: [[schemaAt("ChatPage", "properties", "items", "items", "$ref"), `${REF}Chat/properties/name`]],
    message: `"${REF}Chat/properties/name" is not a component`,
  },
  {
    name: "a cycle of references",
    edits: [
      [schemaAt("Ping"), { $ref: `${REF}Pong` }],
      [schemaAt("Pong"), { $ref: `${REF}Ping` }],
    ],
    message: `leads back to itself; break the cycle`,
  },
  {
    name: "a misspelt extension",
    edits: [[[...LIST, "x-rate-limits"], { per_second: 50 }]],
    message:
      '#/paths/~1im~1v1~1chats/get/x-rate-limits: unknown extension "x-rate-limits"; the known ones are x-app-types,',
  },
  {
    name: "x-idempotent that is not a boolean",
    edits: [[[...LIST, "x-idempotent"], "yes"]],
    message: "#/paths/~1im~1v1~1chats/get/x-idempotent: must be true or false",
  },
  {
    name: "an extension with the name of an inherited property",
    edits: [[["info", "x-constructor"], 1]],
    message: '#/info/x-constructor: unknown extension "x-constructor"',
  },
  {
    name: "an operation's extension beside the operation",
    edits: [[["paths", "/im/v1/chats", "x-rate-limit"], { per_second: 50 }]],
    message: '#/paths/~1im~1v1~1chats/x-rate-limit: "x-rate-limit" belongs in an operation; move it there',
  },
  {
    name: "x-error beside the example",
    edits: [[[...LIST, "responses", "400", "x-error"], { kind: "auth" }]],
    message: '/responses/400/x-error: "x-error" belongs in a named example; move it there',
  },
  {
    name: "no operationId",
    edits: [[[...LIST, "operationId"], undefined]],
    message: "#/paths/~1im~1v1~1chats/get: needs an operationId; write Feishu's name of the method",
  },
  {
    name: "a repeated operationId",
    edits: [members(CHAT_ID), [[...MEMBERS, "get", "operationId"], "im.v1.chat.list"]],
    message: '#/paths/~1im~1v1~1chats/get/operationId: "im.v1.chat.list" is already used',
  },
  {
    name: "an operationId that is a prefix of another",
    edits: [[[...LIST, "operationId"], "auth.v3"]],
    message:
      'or a prefix of "auth.v3.tenantAccessToken.internal", at POST /auth/v3/tenant_access_token/internal',
  },
  ...["list", "im..list", "Im.v1.list", "im.v1.chat-list", "im.__proto__.list", "im.v1.chat\nlist"].map(
    (id) => ({
      name: `the malformed operationId ${JSON.stringify(id)}`,
      edits: [[[...LIST, "operationId"], id]] satisfies Edit[],
      message: `/get/operationId: "${id.replace("\n", " ")}" must be names joined by dots; write it like im.v1.chat.list`,
    }),
  ),
  ...["constructor", "toString", "then"].map((step) => ({
    name: `the step ${step} in an operationId`,
    edits: [[[...LIST, "operationId"], `im.v1.${step}`]] satisfies Edit[],
    message: `/get/operationId: "${step}" has a special meaning in JavaScript; rename it`,
  })),
  {
    name: "an operationId that is reserved by the client",
    edits: [[[...LIST, "operationId"], "http.get"]],
    message: "/get/operationId: `http` is reserved by the client; choose another",
  },
  {
    name: "two operations with the same type name",
    edits: [members(CHAT_ID), [[...MEMBERS, "get", "operationId"], "im.v1.chat_list"]],
    message:
      "/get/operationId: its type ImV1ChatListParams is already a name of im.v1.chat.list; choose another",
  },
  {
    name: "an operation with the type name of a component",
    edits: [[schemaAt("ImV1ChatListParams"), { type: "string" }]],
    message: "/get/operationId: its type ImV1ChatListParams is already a name of a component; choose another",
  },
  ...["Page", "Record", "FeishuClient"].map((name) => ({
    name: `a component with the reserved name ${name}`,
    edits: [[schemaAt(name), { type: "string" }]] satisfies Edit[],
    message: `#/components/schemas/${name}: "${name}" is already a name of the client itself; choose another`,
  })),
  {
    name: "a component whose name is not a type name",
    edits: [[schemaAt("chat-member"), { type: "string" }]],
    message:
      '#/components/schemas/chat-member: "chat-member" becomes a type\'s name; write it like ChatMember',
  },
  {
    name: "a component that is not a mapping",
    edits: [[schemaAt("Anything"), true]],
    message: "#/components/schemas/Anything: must be a mapping",
  },
  {
    name: "pagination that is not a mapping",
    edits: [[[...LIST, "x-pagination"], "page_token"]],
    message: "/get/x-pagination: must be a mapping; write { cursor, limit, items, has_more }",
  },
  {
    name: "an unknown key of pagination",
    edits: [[[...LIST, "x-pagination", "size"], "page_size"]],
    message: '/get/x-pagination/size: unknown key "size"; the known ones are cursor, limit, items, has_more',
  },
  {
    name: "pagination without items",
    edits: [[[...LIST, "x-pagination", "items"], undefined]],
    message: "/get/x-pagination: needs cursor, items and has_more",
  },
  {
    name: "a cursor that is not a parameter",
    edits: [[[...LIST, "x-pagination", "cursor"], "next"]],
    message: '/get/x-pagination/cursor: "next" is not a query parameter of this operation; correct one',
  },
  {
    name: "a cursor that is not a string",
    edits: [[["components", "parameters", "PageToken", "schema"], { type: "integer" }]],
    message: '/get/x-pagination/cursor: query parameter "page_token" must be of type string',
  },
  {
    name: "a cursor that the response lacks",
    edits: [[schemaAt("ChatPage", "properties", "page_token"), undefined]],
    message: '/get/x-pagination/cursor: "page_token" is not a field of the response\'s data; correct one',
  },
  {
    name: "items that are not an array",
    edits: [[schemaAt("ChatPage", "properties", "items"), { type: "object" }]],
    message: '/get/x-pagination/items: field "items" of the response must be of type array',
  },
  {
    name: "a has_more that is not a boolean",
    edits: [[schemaAt("ChatPage", "properties", "has_more"), { type: "integer" }]],
    message: '/get/x-pagination/has_more: field "has_more" of the response must be of type boolean',
  },
  {
    name: "an optional has_more",
    edits: [[schemaAt("ChatPage", "required"), ["items"]]],
    message: '/get/x-pagination/has_more: field "has_more" must be required, since it alone ends a walk',
  },
  {
    name: "a limit that is not a parameter",
    edits: [[[...LIST, "x-pagination", "limit"], "size"]],
    message: '/get/x-pagination/limit: "size" is not a query parameter of this operation; correct one',
  },
  {
    name: "a limit that is not a number",
    edits: [[[...LIST, "x-pagination", "limit"], "sort_type"]],
    message: '/get/x-pagination/limit: query parameter "sort_type" must be of type integer',
  },
  {
    name: "a limit that is not a name",
    edits: [[[...LIST, "x-pagination", "limit"], 20]],
    message: "/get/x-pagination/limit: must be the name of a query parameter",
  },
  {
    name: "a rate limit that is not a mapping",
    edits: [[[...LIST, "x-rate-limit"], 50]],
    message: "/get/x-rate-limit: must be a mapping; write { per_second, per_minute }, either or both",
  },
  {
    name: "an empty rate limit",
    edits: [[[...LIST, "x-rate-limit"], {}]],
    message: "/get/x-rate-limit: must be a mapping; write { per_second, per_minute }, either or both",
  },
  {
    name: "a rate limit of zero",
    edits: [[[...LIST, "x-rate-limit", "per_second"], 0]],
    message: "/get/x-rate-limit/per_second: must be an integer of at least 1",
  },
  {
    name: "an unknown window of a rate limit",
    edits: [[[...LIST, "x-rate-limit", "per_hour"], 5]],
    message: "/get/x-rate-limit/per_hour: the windows are per_second and per_minute",
  },
  {
    name: "scopes that are not a list",
    edits: [[[...LIST, "x-scopes"], "im:chat"]],
    message: "/get/x-scopes: must be a list of strings",
  },
  {
    name: "field scopes that are not a list",
    edits: [[[...LIST, "x-field-scopes"], {}]],
    message: "/get/x-field-scopes: must be a list; write { scope, gates } for each entry",
  },
  {
    name: "a field scope without gates",
    edits: [[[...LIST, "x-field-scopes", "0", "gates"], undefined]],
    message: "/get/x-field-scopes/0: needs scope and gates",
  },
  {
    name: "parameters that are not a list",
    edits: [[[...LIST, "parameters"], { page_size: {} }]],
    message: "/get/parameters: must be a list",
  },
  {
    name: "a parameter without a name",
    edits: [query({ name: undefined })],
    message: "/get/parameters/1: a parameter needs a name",
  },
  {
    name: "a parameter without a schema",
    edits: [query({ schema: undefined })],
    message: "/get/parameters/1/schema: must be a mapping",
  },
  ...["header", "cookie"].map((location) => ({
    name: `a ${location} parameter`,
    edits: [query({ in: location })],
    message: `/get/parameters/1: "sort_type" is a ${location} parameter; only path and query parameters are supported`,
  })),
  {
    name: "a repeated query parameter",
    edits: [query({ name: "page_size" })],
    message: '/get/parameters/3: query parameter "page_size" is described twice; remove one',
  },
  {
    name: "a query parameter and a body field with the same name",
    edits: [
      post({
        parameters: [{ name: "name", in: "query", schema: { type: "string" } }],
        ...body({ type: "object", properties: { name: { type: "string" } } }),
      }),
    ],
    message:
      '/properties/name: "name" is a query and a body parameter; callers pass both in one object, so rename one',
  },
  {
    name: "a path parameter without a description",
    edits: [members()],
    message:
      "#/paths/~1im~1v1~1chats~1{chat_id}~1members: the path names {chat_id}, but there is no such path parameter",
  },
  {
    name: "a path parameter that is not in the path",
    edits: [members(CHAT_ID, { ...CHAT_ID, name: "member_id" })],
    message:
      '/get/parameters/1: path parameter "member_id" is not in /im/v1/chats/{chat_id}/members; correct one',
  },
  {
    name: "a path parameter that is not required",
    edits: [members({ ...CHAT_ID, required: false })],
    message: '/get/parameters/0: path parameter "chat_id" must be required; write required: true',
  },
  {
    name: "an array in the path",
    edits: [members({ ...CHAT_ID, schema: { type: "array", items: { type: "string" } } })],
    message:
      '/get/parameters/0: path parameter "chat_id" is an array, which cannot be sent there; move it to the body',
  },
  {
    name: "an object in the query",
    edits: [queryOf({ type: "object" })],
    message:
      '/get/parameters/1: query parameter "sort_type" is an object, which cannot be sent there; move it to the body',
  },
  {
    name: "an unsupported style",
    edits: [query({ style: "pipeDelimited" })],
    message: "/get/parameters/1/style: only style: form is supported; remove it",
  },
  {
    name: "an array in one string",
    edits: [query({ explode: false })],
    message: "/get/parameters/1/explode: only explode: true is supported; remove it",
  },
  {
    name: "a default outside its enum",
    edits: [queryOf({ type: "string", enum: ["ByCreateTimeAsc"], default: "ByCreateTime" })],
    message:
      '/get/parameters/1/schema/default: the default "ByCreateTime" is not one of the enum\'s values; correct one',
  },
  {
    name: "a default of another type",
    edits: [queryOf({ type: "integer", default: "20" })],
    message: '/get/parameters/1/schema/default: the default "20" is not of type integer',
  },
  {
    name: "a default below the minimum",
    edits: [queryOf({ type: "integer", minimum: 1, default: 0 })],
    message: "/get/parameters/1/schema/default: the default 0 is below the minimum 1",
  },
  {
    name: "a default above the maximum",
    edits: [queryOf({ type: "integer", maximum: 100, default: 101 })],
    message: "/get/parameters/1/schema/default: the default 101 is above the maximum 100",
  },
  {
    name: "a default outside its enum deep in a component",
    edits: [[schemaAt("Chat", "properties", "chat_status", "default"), "gone"]],
    message:
      '#/components/schemas/Chat/properties/chat_status/default: the default "gone" is not one of the enum\'s values',
  },
  {
    name: "a body that is not an object",
    edits: [post(body({ type: "array", items: { type: "string" } }))],
    message:
      "/schema: a request body must be an object whose fields have names, since they become parameters",
  },
  {
    name: "a body that is not JSON",
    edits: [post({ requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } } })],
    message: "/post/requestBody: a request body must be application/json with an object schema",
  },
  {
    name: "two successful statuses",
    edits: [[[...LIST, "responses", "201"], successResponse({})]],
    message: "/get/responses: needs exactly one 2xx response",
  },
  {
    name: "no successful status",
    edits: [[LIST_RESPONSE, undefined]],
    message: "/get/responses: needs exactly one 2xx response",
  },
  {
    name: "a success with the status 2XX",
    edits: [
      [LIST_RESPONSE, undefined],
      [[...LIST, "responses", "2XX"], successResponse({})],
    ],
    message: "/get/responses: needs exactly one 2xx response",
  },
  {
    name: "no responses",
    edits: [[[...LIST, "responses"], undefined]],
    message: "/get/responses: must be a mapping",
  },
  {
    name: "a success without `const: 0`",
    edits: [[[...LIST_DATA, "properties", "code", "const"], undefined]],
    message: "/get/responses/200: needs one application/json schema whose `code` is `const: 0`",
  },
  {
    name: "two schemas of success",
    edits: [
      [
        [...TOKEN_RESPONSE, "content", "application/json", "schema", "anyOf", "1", "$ref"],
        `${REF}TenantAccessToken`,
      ],
    ],
    message: "/post/responses/200: needs one application/json schema whose `code` is `const: 0`",
  },
  {
    name: "optional data",
    edits: [
      [
        [...LIST_DATA, "required"],
        ["code", "msg"],
      ],
    ],
    message: "/properties/data: `data` must be required; if it may be missing, remove it from the schema",
  },
  {
    name: "data that is not an object",
    edits: [[[...LIST_DATA, "properties", "data"], { type: "array", items: { type: "string" } }]],
    message: "/properties/data: `data` must be an object",
  },
  {
    name: "an example without a value",
    edits: [[[...EXAMPLE, "value"], undefined]],
    message: "#/components/examples/232001: an example needs a value; write out a mapping",
  },
  {
    name: "an example without a name",
    edits: [[[...LIST_RESPONSE, "content", "application/json", "example"], { code: 0 }]],
    message:
      "/get/responses/200/content/application~1json/example: a failure needs a name; move it to `examples`",
  },
  {
    name: "a failure without x-error",
    edits: [[[...EXAMPLE, "x-error"], undefined]],
    message:
      "#/components/examples/232001: an example of a failure needs x-error; write { kind, evidence, remedy }",
  },
  {
    name: "a failure of an unknown kind",
    edits: [[[...EXAMPLE, "x-error", "kind"], "invalid"]],
    message:
      "#/components/examples/232001/x-error/kind: must be one of auth, permission, rate_limit, validation, not_found,",
  },
  {
    name: "a failure without evidence",
    edits: [[[...EXAMPLE, "x-error", "evidence"], undefined]],
    message:
      "#/components/examples/232001/x-error/evidence: must be one of documented, recorded, source, guess",
  },
  {
    name: "a failure without a remedy",
    edits: [[[...EXAMPLE, "x-error", "remedy"], " "]],
    message: "#/components/examples/232001/x-error: needs a remedy; say what the user should do",
  },
  {
    name: "an unknown key of x-error",
    edits: [[[...EXAMPLE, "x-error", "retryable"], true]],
    message: '/x-error/retryable: unknown key "retryable"; known are kind, evidence, remedy, x-remedy-zh',
  },
  {
    name: "a failure without a summary",
    edits: [[[...EXAMPLE, "summary"], undefined]],
    message: "#/components/examples/232001: an example of a failure needs a summary; say what the code means",
  },
  {
    name: "a failure with the name of another code",
    edits: [[[...EXAMPLE, "value", "code"], 232002]],
    message: '/examples/232001: an example of a failure is named by its code; rename it to "232002"',
  },
  {
    name: "a failure whose code is not an integer",
    edits: [[[...EXAMPLE, "value", "code"], "232001"]],
    message: "#/components/examples/232001/value/code: a failure's code must be an integer other than 0",
  },
  {
    name: "a failure with the code of success",
    edits: [[[...EXAMPLE, "value", "code"], 0]],
    message: "#/components/examples/232001/value/code: a failure's code must be an integer other than 0",
  },
  {
    name: "a code with two meanings",
    edits: [
      [
        [...TOKEN_RESPONSE, "content", "application/json", "examples", "232001"],
        {
          summary: "Else",
          "x-error": { kind: "auth", evidence: "guess", remedy: "Wait." },
          value: { code: 232001 },
        },
      ],
    ],
    message: "#/components/examples/232001: code 232001 has two meanings; describe it once and reference it",
  },
  {
    name: "an enum in a request and a response",
    edits: [
      [schemaAt("IdType"), { type: "string", enum: ["open_id"] }],
      [schemaAt("Chat", "properties", "owner_id_type"), { $ref: `${REF}IdType` }],
      queryOf({ $ref: `${REF}IdType` }),
    ],
    message:
      "#/components/schemas/IdType: this enum is in a request (closed) and in a response (open); describe it twice",
  },
  {
    name: "an enum in a response and in a parameter of the path",
    edits: [
      [schemaAt("IdType"), { type: "string", enum: ["open_id"] }],
      [schemaAt("Chat", "properties", "owner_id_type"), { $ref: `${REF}IdType` }],
      [
        ["paths", "/im/v1/chats", "parameters"],
        [{ name: "id_type", in: "query", schema: { $ref: `${REF}IdType` } }],
      ],
    ],
    message: "#/components/schemas/IdType: this enum is in a request (closed)",
  },
  ...(
    [
      [{ enum: [true, false] }, "enum: must be a list of strings or numbers, and null"],
      [{ enum: ["a", { b: 1 }] }, "enum: must be a list of strings or numbers, and null"],
      [
        { type: "text" },
        "type: must be one or more of array, boolean, integer, null, number, object, string",
      ],
      [{ type: "array", items: ["string"] }, "items: must be a schema"],
      [{ anyOf: { type: "string" } }, "anyOf: must be a list of schemas"],
      [{ allOf: [] }, "allOf: must be a list of schemas"],
      [{ type: "object", properties: { a: "string" } }, "properties: must be a mapping of names to schemas"],
      [{ type: "object", required: "a" }, "required: must be a list of names"],
      [{ type: "integer", maximum: "100" }, "maximum: must be a number; correct it"],
      [{ type: "string", minLength: -1 }, "minLength: must be an integer of at least 0; correct it"],
      [{ type: "array", items: {}, maxItems: 1.5 }, "maxItems: must be an integer of at least 0"],
      [{ type: "string", pattern: 5 }, "pattern: must be a string; correct it"],
    ] as const
  ).map(([schema, message]) => ({
    name: `the schema ${JSON.stringify(schema)}`,
    edits: [[schemaAt("Unfit"), schema]] satisfies Edit[],
    message: `#/components/schemas/Unfit/${message}`,
  })),
  {
    name: "a required field that is not one of the properties",
    edits: [[schemaAt("Chat", "required"), ["chat_idd"]]],
    message: '#/components/schemas/Chat/required: "chat_idd" is not one of the properties; correct it',
  },
  {
    name: "the keyword nullable of OpenAPI 3.0",
    edits: [[schemaAt("Chat", "properties", "name", "nullable"), true]],
    message:
      '#/components/schemas/Chat/properties/name/nullable: "nullable" is not supported; write type: [string, "null"]',
  },
];

test.each(refused)("refuses $name", async ({ edits, message }) => {
  file = writeContract(edit(...edits));

  const error: unknown = await generate(file, root).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ContractError);
  const found = (error as ContractError).message;
  expect(found).toContain(message);
  expect(found).toMatch(/^\S+openapi\.yaml:\d+ #\/\S+: .+; .+$/);
});

const unreadable: { name: string; text: string; message: RegExp }[] = [
  {
    name: "invalid YAML",
    text: "openapi: 3.1.0\ninfo: [\n",
    message: /openapi\.yaml:3: not valid YAML: .+; correct it$/,
  },
  ...["<<<<<<< HEAD", "|||||||", "=======", ">>>>>>> other: it"].map((marker) => ({
    name: `the conflict marker ${marker}`,
    text: `openapi: 3.1.0\r\ninfo:\r\n${marker}\r\n  title: A\r\n`,
    message: /openapi\.yaml:3: "(<{7}|\|{7}|={7}|>{7})" is a conflict marker of git; resolve the conflict$/,
  })),
  {
    name: "a repeated key",
    text: "openapi: 3.1.0\ninfo: {}\ninfo: {}\n",
    message: /openapi\.yaml:3: not valid YAML: Map keys must be unique; correct it$/,
  },
  {
    name: "an alias without its anchor",
    text: "openapi: 3.1.0\ninfo: *nowhere\n",
    message:
      /openapi\.yaml:2: not valid YAML: \*nowhere has no anchor before it; add &nowhere or correct it$/,
  },
  {
    name: "an alias inside its own anchor",
    text: "openapi: 3.1.0\ninfo: &info\n  title: A\n  again: *info\n",
    message: /openapi\.yaml:4: not valid YAML: \*info is inside its own anchor; break the cycle$/,
  },
  {
    name: "nested aliases that expand to a million values",
    text: `a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n${["ab", "bc", "cd", "de", "ef"].map(([from, to]) => `${to}: &${to} [${Array(10).fill(`*${from}`).join(", ")}]\n`).join("")}z: 1\n`,
    message:
      /openapi\.yaml:5: not valid YAML: the aliases up to \*d expand to too many values; write out less$/,
  },
  {
    name: "an empty file",
    text: "",
    message: /openapi\.yaml:1 #: not an OpenAPI document; make the root a mapping$/,
  },
  { name: "a list", text: "- openapi\n", message: /openapi\.yaml:1 #: not an OpenAPI document/ },
];

test.each(unreadable)("refuses $name", async ({ text, message }) => {
  file = writeContract(text);

  const error: unknown = await generate(file, root).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ContractError);
  expect((error as ContractError).message).toMatch(message);
  expect((error as ContractError).message).not.toContain("\n");
});

test("refuses a missing file and a folder", async () => {
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
    name: "the target of an alias",
    text: "info:\n  example: &y\n    b: { $ref: '#/none' }\npaths:\n  /a: *y\n",
    line: 5,
  },
  { name: "a key that is a number", text: "paths:\n  200:\n    $ref: '#/none'\n", line: 4 },
];

test.each(placed)("reports the line of $name", async ({ text, line }) => {
  const head = "openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n";
  file = writeContract(head + text);

  await expect(generate(file, root)).rejects.toThrow(`openapi.yaml:${line} #/`);
});
