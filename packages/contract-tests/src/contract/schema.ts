import { at, resolve } from "./read.ts";
import { isJsonObject, type JsonObject } from "./types.ts";

/** A schema after its own `$ref`; an empty schema if the value is not one. */
export function dereference(schema: unknown): JsonObject {
  if (!isJsonObject(schema)) return {};
  const reference = schema["$ref"];
  return typeof reference === "string" ? dereference(at(resolve(reference) ?? "")) : schema;
}

/** The schema of a property, dereferenced. */
export function propertyOf(schema: JsonObject, name: string): JsonObject {
  return dereference(propertiesOf(schema)[name]);
}

/** The `properties` of a schema. */
export function propertiesOf(schema: JsonObject): JsonObject {
  return (schema["properties"] ?? {}) as JsonObject;
}

/** The schema name in a reference to `#/components/schemas/`; undefined for any other value. */
export function componentName(reference: unknown): string | undefined {
  return typeof reference === "string" ? /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1] : undefined;
}
