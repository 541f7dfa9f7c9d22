import { isObject, type Pointer } from "./json.ts";
import type { Contract } from "./load-contract.ts";

/** Every extension that the contract may use; `spec/README.md` explains each with an example. */
const KNOWN = new Set([
  "x-app-types",
  "x-description-zh",
  "x-error",
  "x-field-scopes",
  "x-gates-zh",
  "x-legacy-scopes",
  "x-pagination",
  "x-preconditions",
  "x-rate-limit",
  "x-remedy-zh",
  "x-scopes",
  "x-summary-zh",
  "x-title-zh",
]);

/** Mappings whose keys are names that people chose, not keywords. */
const NAMED = new Set([
  "properties",
  "headers",
  "schemas",
  "parameters",
  "responses",
  "examples",
  "securitySchemes",
]);
/** Keywords whose value is data. */
const DATA = new Set(["value", "example", "default", "const", "enum"]);

/** Refuses an extension that nobody reads: a misspelt one would be ignored in silence. */
export function refuseUnknownExtensions(contract: Contract): void {
  function visit(value: unknown, pointer: Pointer, keysAreNames: boolean): void {
    if (Array.isArray(value))
      return value.forEach((entry, index) => visit(entry, [...pointer, String(index)], false));
    if (!isObject(value)) return;
    for (const [key, entry] of Object.entries(value)) {
      const here = [...pointer, key];
      if (!keysAreNames && key.startsWith("x-") && !KNOWN.has(key)) {
        contract.refuse(here, `unknown extension "${key}"; known are ${[...KNOWN].join(", ")}`);
      }
      if (keysAreNames || !DATA.has(key)) visit(entry, here, !keysAreNames && NAMED.has(key));
    }
  }
  visit(contract.document, [], false);
}
