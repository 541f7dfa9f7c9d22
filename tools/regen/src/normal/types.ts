import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { distinct } from "./values.ts";

/** A schema that is being rewritten. */
export type Draft = Record<string, unknown>;

/** The type to whose values a keyword applies. Keywords for numbers apply to integers too. */
const TYPE_OF: { readonly [keyword: string]: string } = {
  minimum: "number",
  maximum: "number",
  exclusiveMinimum: "number",
  exclusiveMaximum: "number",
  multipleOf: "number",
  minLength: "string",
  maxLength: "string",
  pattern: "string",
  items: "array",
  minItems: "array",
  maxItems: "array",
  uniqueItems: "array",
  properties: "object",
  required: "object",
  additionalProperties: "object",
  minProperties: "object",
  maxProperties: "object",
};

/** The sorted types that a schema names; `undefined` when it allows all. */
export function typesOf({ type }: JsonObject): readonly string[] | undefined {
  if (type === undefined) return undefined;
  const types = new Set([type].flat().map(String));
  if (types.has("number")) types.delete("integer");
  return [...types].toSorted();
}

/** Whether a list of types accepts the values of a type. */
export function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

/** The types that both lists accept. */
export function commonTypes(left: readonly string[], right: readonly string[]): string[] {
  return [
    ...new Set([
      ...left.filter((type) => covers(right, type)),
      ...right.filter((type) => covers(left, type)),
    ]),
  ].toSorted();
}

/** The JSON type of a value. */
function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** Writes the types as a sorted list, and drops values and keywords that the types exclude. */
export function settleTypes(schema: Draft): void {
  const { multipleOf } = schema;
  let types = typesOf(schema);
  if (types?.includes("number") && Number.isInteger(multipleOf))
    types = types.map((type) => (type === "number" ? "integer" : type)).toSorted();
  if (Array.isArray(schema["enum"])) {
    const values = distinct(schema["enum"]).filter(
      (value) => types === undefined || covers(types, typeOfValue(value)),
    );
    schema["enum"] = values;
    types = typesOf({ type: values.map(typeOfValue) });
  }
  if (types === undefined) return;
  schema["type"] = types;
  for (const [keyword, type] of Object.entries(TYPE_OF))
    if (!types.includes(type) && !(type === "number" && types.includes("integer"))) delete schema[keyword];
}
