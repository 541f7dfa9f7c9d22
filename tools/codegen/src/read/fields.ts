import { isObject, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";

/** A list of strings; empty when absent. */
export function strings(contract: Contract, value: unknown, pointer: Pointer): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) {
    contract.refuse(pointer, "must be a list of strings; correct it");
  }
  return value;
}

/** The mapping at a pointer, through references. Refuses any other value. */
export function objectAt(contract: Contract, pointer: Pointer): { value: JsonObject; pointer: Pointer } {
  const found = contract.resolve(pointer);
  if (!isObject(found.value)) contract.refuse(pointer, "must be a mapping; write it out");
  return { value: found.value, pointer: found.pointer };
}

/** The schema of a property, through references. */
export function propertyOf(
  contract: Contract,
  pointer: Pointer,
  name: string,
): { value: JsonObject; pointer: Pointer } | undefined {
  const schema = contract.resolve(pointer);
  if (
    !isObject(schema.value) ||
    !isObject(schema.value["properties"]) ||
    !Object.hasOwn(schema.value["properties"], name)
  ) {
    return undefined;
  }
  return objectAt(contract, [...schema.pointer, "properties", name]);
}

/** The mapping at a pointer, without resolving its own `$ref`, whose name becomes the type's name. */
export function rawAt(contract: Contract, pointer: Pointer): JsonObject {
  const parent = contract.resolve(pointer.slice(0, -1)).value;
  const value = isObject(parent) || Array.isArray(parent) ? (parent as JsonObject)[pointer.at(-1) ?? ""] : {};
  return isObject(value) ? value : {};
}
