import { formatPointer, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { reach, type Place } from "../contract/walk.ts";
import { reachDirections } from "../normalise/directions.ts";

/**
 * Returns the components and the enums in responses. Refuses an enum that is in a request too. `original`: the contract
 * before it was normalised.
 */
export function readResponses(
  contract: Contract,
  original: Contract,
): { responseSchemas: Set<string>; openEnums: Pointer[] } {
  const { requests, responses } = reachDirections(contract);
  const closed = new Set(requests.filter(isEnum).map(({ pointer }) => formatPointer(pointer)));
  // A component whose fields were copied into a response is a type of its own, too.
  const requestComponents = new Set(componentsOf(requests));
  const copied = componentsOf(reachDirections(original).responses).filter(
    (name) => !requestComponents.has(name),
  );
  const responsePlaces = [
    ...responses,
    ...reach(
      contract,
      copied.map((name) => ["components", "schemas", name]),
    ),
  ];
  const openEnums = responsePlaces.filter(isEnum).map(({ pointer }) => pointer);
  for (const pointer of openEnums) {
    if (closed.has(formatPointer(pointer)))
      contract.refuse(
        pointer,
        "this enum is in a request (closed) and in a response (open); describe it twice",
      );
  }
  return { responseSchemas: new Set(componentsOf(responsePlaces)), openEnums };
}

function componentsOf(places: readonly Place[]): string[] {
  return places.flatMap(({ pointer: [root, kind, name, ...rest] }) =>
    root === "components" && kind === "schemas" && name !== undefined && rest.length === 0 ? [name] : [],
  );
}

function isEnum({ value, isSchema }: Place): boolean {
  return isSchema && Array.isArray(value["enum"]);
}
