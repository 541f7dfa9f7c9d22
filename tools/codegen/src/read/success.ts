import { isObject, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Success } from "../model/model.ts";
import { objectAt, propertyOf, rawAt } from "./fields.ts";

/**
 * The schema of a successful answer: of the one 2xx response, the schema (or the branch of its `anyOf` or `oneOf`)
 * whose `code` is `const: 0`. The result is its `data`; an envelope without `data` is itself the result.
 */
export function readSuccess(contract: Contract, operation: Pointer): Success {
  const responses = objectAt(contract, [...operation, "responses"]);
  const statuses = Object.keys(responses.value).filter((status) => /^2(\d\d|XX)$/.test(status));
  const [status] = statuses;
  if (statuses.length !== 1 || !status || status === "2XX")
    contract.refuse(responses.pointer, "needs exactly one 2xx response; add it, or remove the others");
  const response = objectAt(contract, [...responses.pointer, status]);
  const branches = successBranches(contract, [...response.pointer, "content", "application/json", "schema"]);
  const [branch] = branches;
  if (!branch || branches.length > 1) {
    contract.refuse(
      response.pointer,
      "needs one application/json schema whose `code` is `const: 0`, which is what success is; mark one branch so",
    );
  }
  const envelope = objectAt(contract, branch);
  const data = propertyOf(contract, branch, "data");
  // Not the resolved schema: a reference is kept, since its name becomes the type's name.
  if (!data) return { status, from: "top", schema: rawAt(contract, branch), pointer: branch };
  const pointer = [...envelope.pointer, "properties", "data"];
  refuseUnfitData(contract, envelope.value, data.value, pointer);
  return { status, from: "data", schema: rawAt(contract, pointer), pointer };
}

/** The client refuses an answer whose `data` is missing or no object: its type must not promise otherwise. */
function refuseUnfitData(contract: Contract, envelope: JsonObject, data: JsonObject, pointer: Pointer): void {
  const { required } = envelope;
  if (!Array.isArray(required) || !required.includes("data"))
    contract.refuse(
      pointer,
      "`data` must be required; where it may be missing, leave it out of the schema: the envelope is the result then",
    );
  const type = data["type"] ?? "object";
  if (type !== "object")
    contract.refuse(pointer, "`data` must be an object, as in every answer of Feishu's; correct its type");
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
