import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

/** The extensions that the contract may use, and where. `spec/README.md` explains each with an example. */
export const KNOWN: { readonly [extension: string]: "anywhere" | "in an operation" | "in a named example" } =
  {
    "x-app-types": "in an operation",
    "x-description-zh": "anywhere",
    "x-error": "in a named example",
    "x-field-scopes": "in an operation",
    "x-gates-zh": "anywhere",
    "x-idempotent": "in an operation",
    "x-legacy-scopes": "in an operation",
    "x-pagination": "in an operation",
    "x-preconditions": "in an operation",
    "x-rate-limit": "in an operation",
    "x-remedy-zh": "anywhere",
    "x-scopes": "in an operation",
    "x-summary-zh": "anywhere",
    "x-title-zh": "anywhere",
  };

/** Refuses an unknown extension, and one in a place where it would be ignored. */
export function refuseUnknownExtensions(contract: Contract): void {
  for (const { value, pointer } of walk(contract.document)) {
    for (const key of Object.keys(value).filter((name) => name.startsWith("x-"))) {
      const known = Object.hasOwn(KNOWN, key) ? KNOWN[key] : undefined;
      if (!known)
        contract.refuse(
          [...pointer, key],
          `unknown extension "${key}"; the known ones are ${Object.keys(KNOWN).join(", ")}; correct or remove it`,
        );
      const isOperation = pointer.length === 3 && pointer[0] === "paths";
      const isExample = pointer.at(-2) === "examples";
      if ((known === "in an operation" && !isOperation) || (known === "in a named example" && !isExample))
        contract.refuse([...pointer, key], `"${key}" belongs ${known}; move it there`);
    }
  }
}
