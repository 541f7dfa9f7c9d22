import { at, resolve, type JsonObject } from "../contract.ts";

/** A schema with its own `$ref` followed; empty for what is none. */
export function followed(schema: unknown): JsonObject {
  if (typeof schema !== "object" || schema === null) return {};
  const reference = (schema as JsonObject)["$ref"];
  if (typeof reference !== "string") return schema as JsonObject;
  return followed(at(resolve(reference) ?? ""));
}

/** The name of a component that a pointer or reference leads to; undefined for any other place. */
export function componentName(reference: unknown): string | undefined {
  return typeof reference === "string" ? /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1] : undefined;
}
