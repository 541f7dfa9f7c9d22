import { isObject, type JsonObject, type Pointer } from "./json.ts";
import type { Contract } from "./load-contract.ts";

/** Keywords whose value maps free names, not keywords. */
const BY_NAME = new Set(["examples", "headers", "parameters", "responses", "securitySchemes"]);
const SCHEMAS_BY_NAME = new Set(["properties", "schemas"]);
const SCHEMAS = new Set(["additionalProperties", "allOf", "anyOf", "items", "not", "oneOf"]);
/** Keywords whose value is data. */
const DATA = new Set(["const", "default", "enum", "example", "value"]);

/** A mapping of keywords with its pointer. */
export interface Place {
  readonly value: JsonObject;
  readonly pointer: Pointer;
  readonly isSchema: boolean;
}

/** Returns every mapping of keywords at or below a value, without data and maps of names. Does not follow references. */
export function walk(value: unknown, pointer: Pointer = []): Place[] {
  const [components, schemas] = pointer;
  return visit(value, pointer, pointer.length === 3 && components === "components" && schemas === "schemas");
}

function visit(value: unknown, pointer: Pointer, isSchema: boolean): Place[] {
  if (Array.isArray(value))
    return value.flatMap((entry, index) => visit(entry, [...pointer, String(index)], isSchema));
  if (!isObject(value)) return [];
  const below = Object.entries(value).flatMap(([key, entry]) => {
    const here = [...pointer, key];
    if (DATA.has(key)) return [];
    if (isObject(entry) && (BY_NAME.has(key) || SCHEMAS_BY_NAME.has(key))) {
      return Object.entries(entry).flatMap(([name, named]) =>
        visit(named, [...here, name], SCHEMAS_BY_NAME.has(key)),
      );
    }
    // The `examples` of a schema are data; elsewhere they map names.
    if (key === "examples") return [];
    return visit(entry, here, key === "schema" || (isSchema && SCHEMAS.has(key)));
  });
  return [{ value, pointer, isSchema }, ...below];
}

/** As {@link walk}, but follows references and returns each place once. */
export function reach(contract: Contract, starts: readonly Pointer[]): Place[] {
  const reached = new Map<string, Place>();
  const pending = [...starts];
  for (let start = pending.pop(); start; start = pending.pop()) {
    const { value, pointer } = contract.resolve(start);
    for (const place of walk(value, pointer)) {
      const key = place.pointer.join("\n");
      if (reached.has(key)) continue;
      reached.set(key, place);
      if (typeof place.value["$ref"] === "string") pending.push(place.pointer);
    }
  }
  return [...reached.values()];
}
