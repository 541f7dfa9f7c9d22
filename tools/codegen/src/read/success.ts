import { isObject, type JsonObject, type Pointer } from "../json.ts";
import type { Contract } from "../load-contract.ts";
import type { Success } from "../model.ts";
import { objectAt, propertyOf } from "./fields.ts";

/**
 * The schema of a successful answer: of the one 2xx response, the schema (or the branch of its `anyOf` or `oneOf`)
 * whose `code` is `const: 0`. The result is its `data`; an envelope without `data` is itself the result.
 */
export function readSuccess(contract: Contract, operation: Pointer): Success {
  const responses = objectAt(contract, [...operation, "responses"]);
  const statuses = Object.keys(responses.value).filter((status) => /^2\d\d$/.test(status));
  const [status] = statuses;
  if (statuses.length !== 1 || !status) contract.refuse(responses.pointer, "needs exactly one 2xx response");
  const response = objectAt(contract, [...responses.pointer, status]);
  const schemaPointer = [...response.pointer, "content", "application/json", "schema"];
  const branches = successBranches(contract, schemaPointer);
  const [branch] = branches;
  if (!branch || branches.length > 1) {
    contract.refuse(
      response.pointer,
      "needs one application/json schema whose `code` is `const: 0`: that is what success is",
    );
  }
  const data = propertyOf(contract, branch, "data");
  // Not the resolved schema: a reference is kept, since its name becomes the type's name.
  if (!data) return { status, from: "top", schema: rawAt(contract, branch), pointer: branch };
  const dataPointer = [...contract.resolve(branch).pointer, "properties", "data"];
  return { status, from: "data", schema: rawAt(contract, dataPointer), pointer: dataPointer };
}

function successBranches(contract: Contract, pointer: Pointer): Pointer[] {
  const { value, pointer: here } = contract.resolve(pointer);
  if (!isObject(value)) return [];
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = value[keyword];
    if (Array.isArray(branches)) {
      return branches.flatMap((_, index) => successBranches(contract, [...here, keyword, String(index)]));
    }
  }
  return propertyOf(contract, here, "code")?.value["const"] === 0 ? [pointer] : [];
}

/** The value at a pointer with its own `$ref`, if it is one, left in place. */
function rawAt(contract: Contract, pointer: Pointer): JsonObject {
  const parent = contract.resolve(pointer.slice(0, -1)).value as { readonly [step: string]: JsonObject };
  return parent[pointer.at(-1) ?? ""] ?? {};
}
