import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";

/** Resolves the value's own `$ref`; references inside the value stay. */
function follow(contract: Contract, value: unknown): unknown {
  const target = isObject(value) ? value["$ref"] : undefined;
  const pointer = typeof target === "string" ? parsePointer(target) : undefined;
  return pointer ? contract.resolve(pointer).value : value;
}

/** The value that a `$ref` names, with its own `$ref` unresolved; `undefined` for a reference that names nothing. */
export function targetOf(contract: Contract, reference: string): unknown {
  const pointer = parsePointer(reference) ?? [];
  return mapping(contract, contract.resolve(pointer.slice(0, -1)).value)[pointer.at(-1) ?? ""];
}

/** As {@link follow}, for a mapping; empty for any other value. */
export function mapping(contract: Contract, value: unknown): JsonObject {
  const found = follow(contract, value);
  return isObject(found) ? found : {};
}

/** The entries of an array; empty for any other value. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether two values are equal, references not followed; the order of keys does not count. */
export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** The entries without those that equal an earlier one. */
export function distinct<Value>(values: readonly Value[]): Value[] {
  const keys = values.map(canonical);
  return values.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    isObject(entry)
      ? Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}
