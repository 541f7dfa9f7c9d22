import type { JsonObject, Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { hasFlag } from "./directions.ts";
import { objectSchema, type Flatten } from "./flatten.ts";
import { annotationsOf, partsOf } from "./keywords.ts";

/** The schema of a request body as one object. Its fields become parameters, so they must have names. */
export function bodySchema(
  contract: Contract,
  flatten: Flatten,
  schema: JsonObject,
  pointer: Pointer,
): JsonObject {
  const flat = flatten(schema, pointer);
  if (!flat?.isObject)
    return contract.refuse(
      pointer,
      "a request body must be an object whose fields have names, since they become parameters; write properties, or allOf of objects",
    );
  if (flat.additional !== undefined && flat.additional !== false)
    contract.refuse(
      pointer,
      "additionalProperties in a request body cannot be sent, since its fields become parameters; name the fields",
    );
  const isReadOnly = (name: string): boolean =>
    (flat.properties.get(name) ?? []).some((field) => hasFlag(contract, field, "readOnly"));
  const sent = new Map([...flat.properties].filter(([name]) => !isReadOnly(name)));
  if (sent.size === flat.properties.size && partsOf(schema).length === 1) return schema;
  const required = new Set([...flat.required].filter((name) => sent.has(name)));
  return objectSchema({ ...flat, properties: sent, required }, annotationsOf(schema));
}
