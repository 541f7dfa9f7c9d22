import { formatPointer, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Operation } from "../model/model.ts";
import { reach, type Place } from "../contract/walk.ts";

/** Returns the components and the enums in responses. Refuses an enum that is in a request too. */
export function readResponses(
  contract: Contract,
  operations: readonly Operation[],
): { responseSchemas: Set<string>; openEnums: Pointer[] } {
  const requestPlaces = operations.flatMap(({ pointer }) => [
    [...pointer.slice(0, -1), "parameters"],
    [...pointer, "parameters"],
    [...pointer, "requestBody"],
  ]);
  const responsePointers = operations.map(({ pointer }) => [...pointer, "responses"]);
  const closed = new Set(
    reach(contract, requestPlaces)
      .filter(isEnum)
      .map(({ pointer }) => formatPointer(pointer)),
  );
  const responsePlaces = reach(contract, responsePointers);
  const openEnums = responsePlaces.filter(isEnum).map(({ pointer }) => pointer);
  for (const pointer of openEnums) {
    if (closed.has(formatPointer(pointer)))
      contract.refuse(
        pointer,
        "this enum is in a request (closed) and in a response (open); describe it twice",
      );
  }
  const components = responsePlaces.flatMap(({ pointer: [root, kind, name, ...rest] }) =>
    root === "components" && kind === "schemas" && name !== undefined && rest.length === 0 ? [name] : [],
  );
  return { responseSchemas: new Set(components), openEnums };
}

function isEnum({ value, isSchema }: Place): boolean {
  return isSchema && Array.isArray(value["enum"]);
}
