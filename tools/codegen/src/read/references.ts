import { isObject, type Pointer } from "../json.ts";
import type { Contract } from "../load-contract.ts";

/** Refuses a `$ref` that names nothing or leaves the file, wherever it stands. */
export function refuseDanglingReferences(contract: Contract): void {
  function visit(value: unknown, pointer: Pointer): void {
    if (Array.isArray(value))
      return value.forEach((entry, index) => visit(entry, [...pointer, String(index)]));
    if (!isObject(value)) return;
    // `resolve` refuses by itself what it cannot follow.
    if (typeof value["$ref"] === "string") contract.resolve(pointer);
    for (const [key, entry] of Object.entries(value))
      if (key !== "value" && key !== "example") visit(entry, [...pointer, key]);
  }
  visit(contract.document, []);
}
