import { isObject, trimmed, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Operation, RateLimit } from "../model/model.ts";
import { readFailures } from "./failures.ts";
import { objectAt, strings } from "./fields.ts";
import { readPagination } from "./pagination.ts";
import { readParameters } from "./parameters.ts";
import { readSuccess } from "./success.ts";

/** Reads an operation, and checks its extensions against its schemas. */
export function readOperation(contract: Contract, path: string, method: string): Operation {
  const pathItem = ["paths", path];
  const pointer = [...pathItem, method];
  const { value } = objectAt(contract, pointer);
  const parameters = readParameters(contract, pathItem, pointer);
  const success = readSuccess(contract, pointer);
  const codes = new Set(readFailures(contract, pointer).map((failure) => failure.code));
  return {
    id: readId(contract, pointer, value["operationId"]),
    method: method.toUpperCase(),
    path,
    pointer,
    summary: trimmed(value["summary"]),
    summaryZh: trimmed(value["x-summary-zh"]),
    description: trimmed(value["description"]),
    docs: isObject(value["externalDocs"]) ? trimmed(value["externalDocs"]["url"]) : undefined,
    deprecated: value["deprecated"] === true,
    idempotent: readIdempotent(contract, pointer, method, value["x-idempotent"]),
    secured: readSecured(contract, value["security"]),
    scopes: strings(contract, value["x-scopes"], [...pointer, "x-scopes"]),
    fieldScopes: readFieldScopes(contract, pointer),
    preconditions: strings(contract, value["x-preconditions"], [...pointer, "x-preconditions"]),
    rateLimit: readRateLimit(contract, pointer),
    pagination: readPagination(contract, pointer, parameters, success),
    parameters,
    success,
    codes: [...codes].toSorted((left, right) => left - right),
  };
}

function readId(contract: Contract, pointer: Pointer, id: unknown): string {
  if (typeof id !== "string")
    contract.refuse(
      pointer,
      "needs an operationId; write Feishu's name of the method, such as im.v1.chat.list",
    );
  const steps = id.split(".");
  if (steps.length < 2 || !steps.every((step) => /^[a-z][A-Za-z0-9_]*$/.test(step))) {
    contract.refuse(
      [...pointer, "operationId"],
      `"${id}" must be names joined by dots; write it like im.v1.chat.list`,
    );
  }
  // An object with a `then` method is treated as a promise.
  const special = steps.find((step) => step in {} || step === "then");
  if (special)
    contract.refuse(
      [...pointer, "operationId"],
      `"${special}" has a special meaning in JavaScript; rename it`,
    );
  return id;
}

function readIdempotent(contract: Contract, operation: Pointer, method: string, own: unknown): boolean {
  if (own !== undefined && typeof own !== "boolean")
    contract.refuse([...operation, "x-idempotent"], "must be true or false; correct it");
  return own ?? ["get", "put", "delete"].includes(method);
}

function readSecured(contract: Contract, own: unknown): boolean {
  const security = own ?? contract.document["security"];
  // The alternative `{}` means that no token is required.
  return (
    Array.isArray(security) &&
    security.length > 0 &&
    security.every((entry) => isObject(entry) && Object.keys(entry).length > 0)
  );
}

function readFieldScopes(contract: Contract, operation: Pointer): { scope: string; gates: string }[] {
  const pointer = [...operation, "x-field-scopes"];
  const { value } = contract.resolve(pointer);
  if (value === undefined) return [];
  if (!Array.isArray(value))
    contract.refuse(pointer, "must be a list; write { scope, gates } for each entry");
  return value.map((entry: unknown, index) => {
    if (!isObject(entry) || !trimmed(entry["scope"]) || !trimmed(entry["gates"])) {
      contract.refuse(
        [...pointer, String(index)],
        "needs scope and gates; say in gates what the response lacks without the scope",
      );
    }
    return { scope: trimmed(entry["scope"]), gates: trimmed(entry["gates"]) };
  });
}

function readRateLimit(contract: Contract, operation: Pointer): RateLimit | undefined {
  const pointer = [...operation, "x-rate-limit"];
  const { value } = contract.resolve(pointer);
  if (value === undefined) return undefined;
  if (!isObject(value) || Object.keys(value).length === 0)
    contract.refuse(pointer, "must be a mapping; write { per_second, per_minute }, either or both");
  for (const [window, requests] of Object.entries(value)) {
    if (window !== "per_second" && window !== "per_minute")
      contract.refuse([...pointer, window], "the windows are per_second and per_minute; remove it");
    if (!Number.isSafeInteger(requests) || Number(requests) < 1)
      contract.refuse(
        [...pointer, window],
        "must be an integer of at least 1; correct it, or remove it if there is no limit",
      );
  }
  return value;
}
