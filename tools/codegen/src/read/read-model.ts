import { isObject, type JsonObject } from "../contract/json.ts";
import { refuseUnknownExtensions } from "./known-extensions.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Model, Operation } from "../model/model.ts";
import { readResponses } from "./directions.ts";
import { mergeFailures, readFailures } from "./failures.ts";
import { objectAt } from "./fields.ts";
import { refuseUnsupportedKeywords } from "./keywords.ts";
import { readOperation } from "./operation.ts";
import { normaliseContract } from "../normalise/normalise.ts";
import { refuseUnguardedRecursion } from "./recursion.ts";
import { refuseDanglingReferences } from "./references.ts";
import { refuseInvalidSchemas, refuseUnknownRequired } from "./schemas.ts";
import { refuseInvalidShapes } from "./shapes.ts";
import { refuseTakenTypeNames } from "./type-names.ts";

const METHODS = ["get", "put", "post", "delete", "patch"];
const BESIDE_METHODS = ["parameters", "summary", "description"];

/**
 * Reads the model of a contract. `reserved`: the names that the client exports itself.
 *
 * @throws {ContractError} for the first error.
 */
export function readModel(original: Contract, reserved: readonly string[]): Model {
  refuseDanglingReferences(original);
  refuseUnknownExtensions(original);
  refuseUnsupportedKeywords(original);
  refuseInvalidShapes(original);
  refuseInvalidSchemas(original);
  refuseUnguardedRecursion(original);
  const contract = normaliseContract(original);
  refuseUnknownRequired(contract);
  const paths = objectAt(contract, ["paths"]).value;
  const operations = Object.keys(paths).flatMap((path) => {
    const item = objectAt(contract, ["paths", path]).value;
    const unsupported = Object.keys(item).find(
      (key) => ![...METHODS, ...BESIDE_METHODS].includes(key) && !key.startsWith("x-"),
    );
    if (unsupported !== undefined)
      contract.refuse(
        ["paths", path, unsupported],
        `the supported methods are ${METHODS.join(", ")}; correct or remove it`,
      );
    return METHODS.filter((method) => method in item).map((method) => readOperation(contract, path, method));
  });
  if (operations.length === 0) contract.refuse(["paths"], "has no operation; add one");
  const schemas = readSchemas(contract);
  refuseTakenIds(contract, operations);
  refuseTakenTypeNames(contract, operations, schemas.keys(), reserved);
  return {
    baseUrl: readBaseUrl(contract),
    operations: operations.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    failures: mergeFailures(
      contract,
      operations.flatMap((operation) => readFailures(contract, operation.pointer)),
    ),
    schemas,
    document: contract.document,
    ...readResponses(contract, original),
  };
}

function refuseTakenIds(contract: Contract, operations: readonly Operation[]): void {
  for (const operation of operations) {
    const pointer = [...operation.pointer, "operationId"];
    if (operation.id.startsWith("http."))
      contract.refuse(pointer, "`http` is reserved by the client; choose another");
    const other = operations.find(
      (entry) => entry !== operation && `${entry.id}.`.startsWith(`${operation.id}.`),
    );
    if (!other) continue;
    const place = `${other.method} ${other.path}`;
    contract.refuse(
      pointer,
      `"${operation.id}" is already used, or a prefix of "${other.id}", at ${place}; rename one`,
    );
  }
}

/** The first server is the client's default. The paths of operations are appended to it. */
function readBaseUrl(contract: Contract): string {
  const pointer = ["servers", "0", "url"];
  const { value } = contract.resolve(pointer);
  if (typeof value !== "string")
    return contract.refuse(["servers"], "needs a server; write the client's default base URL");
  if (!/^https:\/\/[^{}\s]*[^{}\s/]$/.test(value))
    contract.refuse(
      pointer,
      `"${value}" must be an https URL without variables or a slash at its end; correct it`,
    );
  return value;
}

/** The components. One may be an alias of another, whose `$ref` is kept. */
function readSchemas(contract: Contract): Map<string, JsonObject> {
  const { value } = contract.resolve(["components", "schemas"]);
  return new Map(
    Object.entries(isObject(value) ? value : {}).map(([name, schema]) =>
      isObject(schema)
        ? [name, schema]
        : contract.refuse(["components", "schemas", name], "must be a mapping; write out the schema"),
    ),
  );
}
