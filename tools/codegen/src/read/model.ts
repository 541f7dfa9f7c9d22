import { isObject, parsePointer, type JsonObject } from "../json.ts";
import { refuseUnknownExtensions } from "../known-extensions.ts";
import type { Contract } from "../load-contract.ts";
import type { Model, Operation } from "../model.ts";
import { refuseDanglingReferences } from "./references.ts";
import { mergeFailures, readFailures } from "./failures.ts";
import { objectAt, text } from "./fields.ts";
import { readOperation } from "./operation.ts";

const METHODS = ["get", "put", "post", "delete", "patch"];

/**
 * All that is generated from, read from the contract once.
 *
 * @throws {ContractError} for the first thing that does not fit; nothing is generated from half a contract.
 */
export function readModel(contract: Contract): Model {
  refuseDanglingReferences(contract);
  refuseUnknownExtensions(contract);
  const paths = objectAt(contract, ["paths"]).value;
  const operations = Object.keys(paths).flatMap((path) => {
    const item = objectAt(contract, ["paths", path]).value;
    return METHODS.filter((method) => method in item).map((method) => readOperation(contract, path, method));
  });
  if (operations.length === 0) contract.refuse(["paths"], "describes no operation");
  refuseTakenIds(contract, operations);
  refuseReservedNames(contract, operations);
  return {
    baseUrl:
      text(contract.resolve(["servers", "0", "url"]).value) ||
      contract.refuse(["servers"], "needs a server: the client's default base URL"),
    operations: operations.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    failures: mergeFailures(
      contract,
      operations.flatMap((operation) => readFailures(contract, operation.pointer)),
    ),
    schemas: readSchemas(contract),
    answerSchemas: readAnswerSchemas(contract, operations),
  };
}

function refuseTakenIds(contract: Contract, operations: readonly Operation[]): void {
  for (const operation of operations) {
    const other = operations.find(
      (entry) =>
        entry !== operation && (entry.id === operation.id || entry.id.startsWith(`${operation.id}.`)),
    );
    if (!other) continue;
    const place = `${other.method} ${other.path}`;
    contract.refuse(
      [...operation.pointer, "operationId"],
      `"${operation.id}" is taken, or a prefix of "${other.id}", at ${place}; rename one`,
    );
  }
}

/** Names that the client itself has: a component or an operation of such a name would hide it. */
function refuseReservedNames(contract: Contract, operations: readonly Operation[]): void {
  for (const name of ["CallOptions", "FeishuOperations", "List", "ListOptions", "Page"]) {
    const pointer = ["components", "schemas", name];
    if (contract.resolve(pointer).value !== undefined)
      contract.refuse(pointer, `"${name}" is a name of the client's own; choose another`);
  }
  const http = operations.find(({ id }) => id.startsWith("http."));
  if (http)
    contract.refuse([...http.pointer, "operationId"], "`http` is a name of the client's own; choose another");
}

function readSchemas(contract: Contract): Map<string, JsonObject> {
  const { value } = contract.resolve(["components", "schemas"]);
  return new Map(
    isObject(value)
      ? Object.entries(value).filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
      : [],
  );
}

/** Components that answers hold; an enum in one that requests hold too could be neither open nor closed. */
function readAnswerSchemas(contract: Contract, operations: readonly Operation[]): Set<string> {
  const asked = new Set<string>();
  const answered = new Set<string>();
  for (const { pointer } of operations) {
    for (const part of ["parameters", "requestBody"])
      collectSchemas(contract, contract.resolve([...pointer, part]).value, asked);
    collectSchemas(contract, contract.resolve([...pointer, "responses"]).value, answered);
  }
  for (const name of answered) {
    if (
      asked.has(name) &&
      JSON.stringify(contract.resolve(["components", "schemas", name]).value).includes('"enum":')
    ) {
      contract.refuse(
        ["components", "schemas", name],
        "has an enum and stands in a request (closed) and an answer (open); describe it apart",
      );
    }
  }
  return answered;
}

/** The names of the component schemas reachable from a value. */
function collectSchemas(contract: Contract, value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((entry) => collectSchemas(contract, entry, names));
  if (!isObject(value)) return;
  const target = value["$ref"];
  if (typeof target === "string") {
    const pointer = parsePointer(target) ?? [];
    const isSchema = pointer[0] === "components" && pointer[1] === "schemas" && pointer.length === 3;
    const name = pointer[2] ?? "";
    if (isSchema && names.has(name)) return;
    if (isSchema) names.add(name);
    return collectSchemas(contract, contract.resolve(pointer).value, names);
  }
  for (const [key, entry] of Object.entries(value))
    if (key !== "examples" && key !== "example") collectSchemas(contract, entry, names);
}
