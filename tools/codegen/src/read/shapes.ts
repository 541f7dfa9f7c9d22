import { isObject } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

const STRING = /^(?:title|summary|description|x-.+-zh)$/;
const MAPPING = new Set(["content", "headers", "responses", "schema"]);
/** Keywords whose entries are mappings too. */
const MAPPINGS = new Set(["content", "headers", "responses"]);

/** Refuses a value of the wrong shape. `schemas.ts` does so for schemas. */
export function refuseInvalidShapes(contract: Contract): void {
  for (const { value, pointer } of walk(contract.document)) {
    for (const [key, entry] of Object.entries(value)) {
      const here = [...pointer, key];
      if (STRING.test(key) && typeof entry !== "string")
        contract.refuse(here, "must be a string; put it in quotes");
      if (!MAPPING.has(key)) continue;
      if (!isObject(entry)) contract.refuse(here, "must be a mapping; write it out");
      const invalid = MAPPINGS.has(key)
        ? Object.keys(entry).find((name) => !isObject(entry[name]))
        : undefined;
      if (invalid !== undefined) contract.refuse([...here, invalid], "must be a mapping; write it out");
    }
  }
}
