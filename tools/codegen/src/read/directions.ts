import { formatPointer, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Operation } from "../model/model.ts";
import { reach, type Place } from "../contract/walk.ts";

/** Which components and which enums answers hold; an enum that requests hold too could be neither open nor closed. */
export function readAnswered(
  contract: Contract,
  operations: readonly Operation[],
): { answerSchemas: Set<string>; openEnums: Pointer[] } {
  const asked = operations.flatMap(({ pointer }) => [
    [...pointer.slice(0, -1), "parameters"],
    [...pointer, "parameters"],
    [...pointer, "requestBody"],
  ]);
  const answered = operations.map(({ pointer }) => [...pointer, "responses"]);
  const closed = new Set(
    reach(contract, asked)
      .filter(isEnum)
      .map(({ pointer }) => formatPointer(pointer)),
  );
  const answeredPlaces = reach(contract, answered);
  const openEnums = answeredPlaces.filter(isEnum).map(({ pointer }) => pointer);
  for (const pointer of openEnums) {
    if (closed.has(formatPointer(pointer)))
      contract.refuse(
        pointer,
        "this enum stands in a request (closed) and in an answer (open); describe it apart",
      );
  }
  const components = answeredPlaces.flatMap(({ pointer: [root, kind, name, ...rest] }) =>
    root === "components" && kind === "schemas" && name !== undefined && rest.length === 0 ? [name] : [],
  );
  return { answerSchemas: new Set(components), openEnums };
}

function isEnum({ value, isSchema }: Place): boolean {
  return isSchema && Array.isArray(value["enum"]);
}
