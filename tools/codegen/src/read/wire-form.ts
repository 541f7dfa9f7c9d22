import type { JsonObject, Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Parameter } from "../model/model.ts";

/** The client writes a list as `?id=1&id=2` and everything else as one text. */
export function refuseUnfitWireForm(
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
      contract.refuse([...pointer, keyword], `only ${keyword}: ${usual} is supported; leave it out`);
  }
  const { type } = constraints;
  if (type === "object" || (type === "array" && location === "path"))
    contract.refuse(
      pointer,
      `${location} parameter "${name}" is an ${type}, which cannot be written there; pass it in the body`,
    );
}
