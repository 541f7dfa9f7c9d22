import type { JsonObject } from "../../src/contract/json.ts";
import type { Edit } from "./contract.ts";
import { operation, schemaAt, successResponse } from "./operations.ts";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const STRING: JsonObject = { type: "string" };
const array = (items: JsonObject): JsonObject => ({ type: "array", items });
const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});

/** Components without enums, which requests and responses may share. */
const COMPONENTS: { readonly [name: string]: JsonObject } = {
  Tree: object({ label: STRING, left: ref("Tree"), all: array(ref("Tree")) }, "label"),
  Value: { oneOf: [STRING, array(ref("Value")), { type: "object", additionalProperties: ref("Value") }] },
  Even: { anyOf: [{ type: "null" }, array(ref("Odd"))] },
  Odd: { anyOf: [{ type: "boolean" }, { type: "object", additionalProperties: ref("Even") }] },
  Grid: array(ref("Row")),
  Row: array({ type: "number" }),
  Named: object({ title: STRING, size: { type: "integer" } }),
  Sized: object({ title: STRING, size: { type: "integer" }, more: ref("Sized") }, "size"),
  Array: object({ length: { type: "integer" } }),
  Body: object({ text: STRING }),
  Extract: object({ text: STRING }),
  Date: object({ day: STRING }),
  Alias: ref("Named"),
  Account: object(
    { id: { ...STRING, readOnly: true }, login: STRING, password: { ...STRING, writeOnly: true } },
    "id",
    "login",
    "password",
  ),
};

/** Schemas of every kind. */
const SCHEMAS: readonly JsonObject[] = [
  {},
  { description: "Anything." },
  { const: null },
  { const: "fixed" },
  { enum: ["a", "b", null] },
  { type: ["string", "null"], enum: ["a", null] },
  { type: "integer", enum: [-1, 0, 1] },
  { type: ["integer", "null"] },
  { type: ["object", "null"], properties: { a: STRING } },
  { type: ["array", "null"], items: STRING },
  { type: "string", format: "binary" },
  { type: "string", format: "byte", deprecated: true },
  { type: "object" },
  { type: "object", additionalProperties: false },
  { type: "object", additionalProperties: true },
  { type: "object", additionalProperties: array(ref("Tree")) },
  { ...object({ a: STRING }), additionalProperties: false },
  { ...object({ a: STRING }), additionalProperties: true },
  { ...object({ a: STRING, b: {} }, "a"), additionalProperties: { type: "integer" } },
  { ...object({ a: STRING }, "a"), additionalProperties: { type: "integer" } },
  { ...object({ a: STRING, c: { enum: ["x", "y"] } }), additionalProperties: ref("Tree") },
  { type: "array" },
  array({}),
  array({ type: ["array", "null"], items: STRING }),
  array({ anyOf: [array(STRING), STRING] }),
  array(ref("Row")),
  ref("Grid"),
  array(array(STRING)),
  array(array(array({ enum: ["u", "v"] }))),
  ref("Tree"),
  ref("Value"),
  ref("Even"),
  ref("Alias"),
  { ...ref("Array"), description: "The first." },
  { ...ref("Date"), deprecated: true },
  { ...ref("Named"), required: ["title"] },
  { ...ref("Named"), required: ["extra"], properties: { extra: STRING } },
  { ...ref("Tree"), minProperties: 1 },
  { allOf: [ref("Named")], required: ["title"] },
  { allOf: [ref("Named"), { required: ["title", "size"] }] },
  { allOf: [ref("Named"), { description: "The same." }] },
  { allOf: [ref("Alias"), object({ extra: STRING }, "extra")] },
  { allOf: [ref("Named"), ref("Sized")] },
  { allOf: [ref("Tree"), ref("Sized"), { required: ["more"] }] },
  { type: "object", allOf: [ref("Named"), { allOf: [ref("Tree"), { required: ["left"] }] }] },
  { allOf: [ref("Named"), object({ inner: { allOf: [ref("Sized"), { required: ["title"] }] } })] },
  { allOf: [ref("Even"), { anyOf: [{ type: "null" }, STRING] }] },
  { ...object({ a: STRING, b: STRING }), anyOf: [{ required: ["a"] }, { required: ["b"] }] },
  { ...object({ a: STRING }), oneOf: [object({ b: STRING }), object({ c: STRING })] },
  { anyOf: [ref("Tree"), ref("Named"), { type: "null" }] },
  { oneOf: [object({ kind: { const: "x" } }, "kind"), object({ kind: { const: "y" } }, "kind")] },
  { oneOf: [array(STRING), { type: "object", additionalProperties: array(STRING) }] },
  object({ "[ ": STRING, " ]": STRING, 'say "hi"': STRING, "a\nb": STRING, "*/": STRING, "`${x}`": STRING }),
  object({ 名字: STRING, "1st": STRING, constructor: STRING, toString: STRING, "a-b": STRING, a_b: STRING }),
  object({ seen: { ...STRING, readOnly: true } }, "seen"),
  object({ secret: { ...STRING, writeOnly: true }, kept: STRING }, "secret", "kept"),
];

const SCALARS: readonly JsonObject[] = [
  STRING,
  { type: "integer" },
  { type: "number", examples: [1.5] },
  { type: "boolean" },
  { enum: ["a", 1] },
  { anyOf: [STRING, { type: "integer" }] },
];

const at = (schema: JsonObject): object => ({
  requestBody: { required: true, content: { "application/json": { schema } } },
});
/** A body whose field, and a response whose field, has the schema. */
const both = (it: JsonObject): object => ({
  ...at(object({ it, other: it }, "it")),
  responses: { "200": successResponse({ data: object({ it, other: it }, "it") }) },
});
/** An operation for each schema: as a field of the body, and of the response. Then operations that the tests call. */
export const withKinds: readonly Edit[] = [
  ...Object.entries(COMPONENTS).map(([name, schema]): Edit => [schemaAt(name), schema]),
  ...SCHEMAS.map((it, index): Edit => [
    ["paths", `/kind/${index}`, "post"],
    operation(`kind.field${index}`, both(it)),
  ]),
  ...Object.entries({
    body: ref("Body"),
    extract: ref("Extract"),
    composed: { allOf: [ref("Named"), object({ note: STRING })], required: ["title"] },
  }).map(([name, whole]): Edit => [
    ["paths", `/whole/${name}`, "post"],
    operation(`kind.${name}`, { ...at(whole), responses: { "200": successResponse({ data: whole }) } }),
  ]),
  ...Object.entries({
    record: { ...object({ a: STRING }), additionalProperties: { type: "integer" } },
    value: ref("Value"),
    beside: { ...ref("Named"), required: ["extra", "title"], properties: { extra: STRING } },
  }).map(([name, it]): Edit => [["paths", `/kind/${name}`, "post"], operation(`kind.${name}`, both(it))]),
  [["paths", "/kind/signUp", "post"], operation("kind.signUp", at(ref("Account")))],
  [
    ["paths", "/kind/account", "get"],
    operation("kind.account", {
      responses: {
        "200": successResponse({
          data: object({ id: STRING, secret: { ...STRING, writeOnly: true } }, "id", "secret"),
        }),
      },
    }),
  ],
  [
    ["paths", "/scalars", "get"],
    operation("kind.scalars", {
      parameters: [...SCALARS, ...SCALARS.map(array)].map((schema, index) => ({
        name: `p${index}`,
        in: "query",
        schema,
      })),
    }),
  ],
];
