import { isObject } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

const TEXT = /^(?:title|summary|description|x-.+-zh)$/;
const MAPPING = new Set(["content", "headers", "responses", "schema"]);
/** Of these each entry is a mapping, too. */
const MAPPINGS = new Set(["content", "headers", "responses"]);

/** Refuses what has another shape than its keyword says, before anything is read from it; schemas are held apart. */
export function refuseUnfitShapes(contract: Contract): void {
  for (const { value, pointer } of walk(contract.document)) {
    for (const [key, entry] of Object.entries(value)) {
      const here = [...pointer, key];
      if (TEXT.test(key) && typeof entry !== "string")
        contract.refuse(here, "must be a text; put it in quotes");
      if (!MAPPING.has(key)) continue;
      if (!isObject(entry)) contract.refuse(here, "must be a mapping; write it out");
      const unfit = MAPPINGS.has(key) ? Object.keys(entry).find((name) => !isObject(entry[name])) : undefined;
      if (unfit !== undefined) contract.refuse([...here, unfit], "must be a mapping; write it out");
    }
  }
}
