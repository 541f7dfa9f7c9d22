import { formatPointer, parsePointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

/** Refuses a `$ref` that names nothing, leaves the file or leads elsewhere than to a component. */
export function refuseDanglingReferences(contract: Contract): void {
  for (const { value, pointer } of walk(contract.document)) {
    if (!Object.hasOwn(value, "$ref")) continue;
    const target = value["$ref"];
    if (typeof target !== "string")
      contract.refuse([...pointer, "$ref"], "must be a text; write it like #/components/schemas/Chat");
    // `resolve` refuses by itself what it cannot follow.
    contract.resolve(pointer);
    const steps = parsePointer(target) ?? [];
    if (steps[0] !== "components" || steps.length !== 3)
      contract.refuse(
        [...pointer, "$ref"],
        `"${formatPointer(steps)}" is no component; a type is named after what it refers to, so make it one`,
      );
  }
}
