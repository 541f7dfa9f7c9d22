import { isObject, type JsonObject } from "../contract/json.ts";

/** Keywords that decide a type. All others are annotations or constraints. */
const SHAPING = new Set([
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "items",
  "oneOf",
  "properties",
  "required",
  "type",
]);

/** The keywords of a schema that decide its type. */
export function shapeOf(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => SHAPING.has(keyword)));
}

/** The keywords of a schema that do not decide its type: its description, default, bounds. */
export function annotationsOf(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !SHAPING.has(keyword)));
}

/** The parts of which a schema is the intersection: its reference, its `allOf`, and its other keywords. */
export function partsOf(schema: JsonObject): JsonObject[] {
  const { $ref, allOf, ...own } = shapeOf(schema);
  return [
    ...($ref === undefined ? [] : [{ $ref }]),
    ...(Array.isArray(allOf) ? allOf.filter(isObject) : []),
    ...(Object.keys(own).length > 0 ? [own] : []),
  ];
}

/** Whether a schema only requires fields. Such branches of `anyOf` and `oneOf` do not change a type. */
export function isOnlyRequired(schema: JsonObject): boolean {
  return Object.keys(shapeOf(schema)).every((keyword) => keyword === "required");
}
