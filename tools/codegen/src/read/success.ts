import { isObject, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Success } from "../model/model.ts";
import { objectAt, propertyOf, rawAt } from "./fields.ts";

/**
 * Reads the schema of a successful response: in the only 2xx response, the schema (or the branch of its `anyOf` or
 * `oneOf`) whose `code` is `const: 0`. The result is its `data`, or the envelope itself if it has no `data`.
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
      "needs one application/json schema whose `code` is `const: 0`, which marks success; mark one branch",
    );
  }
  const envelope = objectAt(contract, branch);
  const data = propertyOf(contract, branch, "data");
  // Unresolved, since the name of a reference becomes the type's name.
  if (!data) return { status, from: "top", schema: rawAt(contract, branch), pointer: branch };
  const pointer = [...envelope.pointer, "properties", "data"];
  refuseInvalidData(contract, envelope.value, data.value, pointer);
  return { status, from: "data", schema: rawAt(contract, pointer), pointer };
}

/** The client rejects a response whose `data` is missing or not an object, so its type must not allow one. */
function refuseInvalidData(
  contract: Contract,
  envelope: JsonObject,
  data: JsonObject,
  pointer: Pointer,
): void {
  const { required } = envelope;
  if (!Array.isArray(required) || !required.includes("data"))
    contract.refuse(
      pointer,
      "`data` must be required; if it may be missing, remove it from the schema, and the envelope becomes the result",
    );
  const type = data["type"] ?? "object";
  if (type !== "object")
    contract.refuse(pointer, "`data` must be an object, as in every response of Feishu; correct its type");
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
