import { isObject, objectOr, stringsOf } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import { parametersOf } from "./parameters.ts";
import type { Parameter } from "./parameters.ts";
import { matcherOf } from "./path-template.ts";
import type { PathMatcher } from "./path-template.ts";
import { resolve } from "./reference.ts";
import { failuresOf, responsesOf } from "./responses.ts";
import type { DeclaredResponse, Failure } from "./responses.ts";

/** Names of the cursor parameter and of the field that ends a walk (`x-pagination`). */
interface Pagination {
  cursor: string;
  has_more: string;
}

/** Number of requests that an app may send in each window. */
export interface RateLimit {
  readonly perSecond?: number | undefined;
  readonly perMinute?: number | undefined;
}

/** An operation as read from the contract. A missing extension gives an empty list or undefined. */
export interface Operation {
  /** The operationId. If the contract has none, method and path. */
  id: string;
  /** In upper case. */
  method: string;
  /** The template, without `/open-apis`. */
  path: string;
  match: PathMatcher;
  /** False if the operation needs no token (`security: []`). */
  secured: boolean;
  /** The app needs one of these (`x-scopes`). */
  scopes: readonly string[];
  /** Scopes that fields of the response need (`x-field-scopes`). */
  fieldScopes: readonly string[];
  /** `x-preconditions`, such as `bot_ability`. */
  preconditions: readonly string[];
  pagination: Pagination | undefined;
  /** `x-rate-limit`. */
  rateLimit: RateLimit | undefined;
  parameters: readonly Parameter[];
  /** Media types of the request body. Empty if the operation takes no body. */
  bodyTypes: readonly string[];
  /** Schema of the JSON body. Empty if there is none. */
  bodySchema: JsonObject;
  responses: ReadonlyMap<number, DeclaredResponse>;
  failures: ReadonlyMap<number, Failure>;
}

/** An OpenAPI document and its operations. */
export interface Contract {
  /** For messages: the path of the file, or the hash of the built-in contract. */
  source: string;
  document: JsonObject;
  /** Paths with fewer parameters first, so that the first match is the most specific. */
  operations: readonly Operation[];
}

const methods = ["get", "put", "post", "delete", "options", "patch", "trace"];

/** Reads the operations of a document. Ignores HEAD, which Feishu treats as an unknown path. */
export function readContract(document: JsonObject, source: string): Contract {
  const operations: Operation[] = [];
  for (const [path, node] of Object.entries(objectOr(document["paths"]))) {
    const pathItem = objectOr(resolve(document, node));
    for (const method of methods) {
      const operation = pathItem[method];
      if (isObject(operation)) operations.push(readOperation(document, path, method, pathItem, operation));
    }
  }
  operations.sort((left, right) => templateCount(left) - templateCount(right));
  return { source, document, operations };
}

/** Every scope and field scope in a contract. An app has all of them by default. */
export function allScopes(contract: Contract): string[] {
  return [...new Set(contract.operations.flatMap(({ scopes, fieldScopes }) => [...scopes, ...fieldScopes]))];
}

function readOperation(
  document: JsonObject,
  path: string,
  method: string,
  pathItem: JsonObject,
  operation: JsonObject,
): Operation {
  const responses = responsesOf(document, operation);
  const fieldScopes = Array.isArray(operation["x-field-scopes"]) ? operation["x-field-scopes"] : [];
  const bodies = objectOr(objectOr(resolve(document, operation["requestBody"]))["content"]);
  const { operationId } = operation;
  return {
    id: typeof operationId === "string" ? operationId : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    match: matcherOf(path),
    secured: isSecured(operation["security"] ?? document["security"]),
    scopes: stringsOf(operation["x-scopes"]),
    fieldScopes: stringsOf(fieldScopes.map((entry) => objectOr(entry)["scope"])),
    preconditions: stringsOf(operation["x-preconditions"]),
    pagination: readPagination(operation["x-pagination"]),
    rateLimit: readRateLimit(operation["x-rate-limit"]),
    parameters: parametersOf(document, pathItem, operation),
    bodyTypes: Object.keys(bodies),
    bodySchema: objectOr(resolve(document, objectOr(bodies["application/json"])["schema"])),
    responses,
    failures: failuresOf(responses),
  };
}

function isSecured(security: unknown): boolean {
  if (!Array.isArray(security)) return false;
  return security.length > 0 && security.every((scheme) => Object.keys(objectOr(scheme)).length > 0);
}

function readPagination(node: unknown): Pagination | undefined {
  const { cursor, has_more } = objectOr(node);
  return typeof cursor === "string" && typeof has_more === "string" ? { cursor, has_more } : undefined;
}

function readRateLimit(node: unknown): RateLimit | undefined {
  const { per_second, per_minute } = objectOr(node);
  if (per_second === undefined && per_minute === undefined) return undefined;
  return { perSecond: numberOr(per_second), perMinute: numberOr(per_minute) };
}

function numberOr(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function templateCount(operation: Operation): number {
  return operation.path.split("{").length;
}
