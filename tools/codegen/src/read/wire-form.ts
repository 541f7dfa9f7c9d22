import type { JsonObject, Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Parameter } from "../model/model.ts";

/** The client sends a list as `?id=1&id=2` and every other value as one string. */
export function refuseUnsupportedStyle(
  contract: Contract,
  described: JsonObject,
  { name, location, constraints }: Parameter,
  pointer: Pointer,
): void {
  for (const [keyword, usual] of [
    ["style", location === "path" ? "simple" : "form"],
    ["explode", location === "query"],
    ["allowReserved", false],
  ] as const) {
    if (described[keyword] !== undefined && described[keyword] !== usual)
      contract.refuse([...pointer, keyword], `only ${keyword}: ${usual} is supported; remove it`);
  }
  const { type } = constraints;
  if (type === "object" || (type === "array" && location === "path"))
    contract.refuse(
      pointer,
      `${location} parameter "${name}" is an ${type}, which cannot be sent there; move it to the body`,
    );
}
