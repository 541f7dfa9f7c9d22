import { isObject, parsePointer, type JsonObject } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";

/** Refuses a component that contains itself without an object or an array in between, so that it has no type. */
export function refuseUnguardedRecursion(contract: Contract): void {
  const { value } = contract.resolve(["components", "schemas"]);
  const components = isObject(value) ? value : {};
  const done = new Set<string>();

  function visit(name: string, path: readonly string[]): void {
    if (path.includes(name))
      contract.refuse(
        ["components", "schemas", name],
        `"${name}" contains itself without an object or a list in between, so no value has an end; remove that reference`,
      );
    if (done.has(name)) return;
    for (const inner of componentsIn(components[name])) visit(inner, [...path, name]);
    done.add(name);
  }

  for (const name of Object.keys(components)) visit(name, []);
}

/** The components whose values a schema's values are themselves. */
function componentsIn(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  const { $ref } = schema;
  const target = typeof $ref === "string" ? (parsePointer($ref) ?? []) : [];
  const inner = (["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => listOf(schema, keyword));
  return [...(target[1] === "schemas" ? target.slice(2) : []), ...inner.flatMap(componentsIn)];
}

function listOf(schema: JsonObject, keyword: string): unknown[] {
  return Array.isArray(schema[keyword]) ? schema[keyword] : [];
}
