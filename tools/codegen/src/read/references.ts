import { formatPointer, parsePointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

/** Refuses a `$ref` without a target, to another file, or to anything but a component. */
export function refuseDanglingReferences(contract: Contract): void {
  for (const { value, pointer } of walk(contract.document)) {
    if (!Object.hasOwn(value, "$ref")) continue;
    const target = value["$ref"];
    if (typeof target !== "string")
      contract.refuse([...pointer, "$ref"], "must be a string; write it like #/components/schemas/Chat");
    // `resolve` refuses a dangling reference.
    contract.resolve(pointer);
    const steps = parsePointer(target) ?? [];
    if (steps[0] !== "components" || steps.length !== 3)
      contract.refuse(
        [...pointer, "$ref"],
        `"${formatPointer(steps)}" is not a component; types are named after components, so make it one`,
      );
  }
}
