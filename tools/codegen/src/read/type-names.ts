import { parametersName, referenceName, resultName } from "../model/names.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Operation } from "../model/model.ts";

/** Names that the generated types use. */
const USED = ["CallOptions", "FeishuOperations", "List", "ListOptions", "Page", "Promise", "Record"];

/** Refuses two types with the same name. One would silently hide the other. */
export function refuseTakenTypeNames(
  contract: Contract,
  operations: readonly Operation[],
  components: Iterable<string>,
  reserved: readonly string[],
): void {
  const taken = new Map([...USED, ...reserved].map((name) => [name, "the client itself"]));
  for (const name of components) {
    const pointer = ["components", "schemas", name];
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
      contract.refuse(pointer, `"${name}" becomes a type's name; write it like ChatMember`);
    const owner = taken.get(name);
    if (owner) contract.refuse(pointer, `"${name}" is already a name of ${owner}; choose another`);
    taken.set(name, "a component");
  }
  for (const operation of operations) {
    // A result that is a component has the component's name.
    const results = referenceName(operation.success.schema) ? [] : [resultName(operation)];
    for (const name of [parametersName(operation), ...results]) {
      const owner = taken.get(name);
      if (owner)
        contract.refuse(
          [...operation.pointer, "operationId"],
          `its type ${name} is already a name of ${owner}; choose another`,
        );
      taken.set(name, operation.id);
    }
  }
}
