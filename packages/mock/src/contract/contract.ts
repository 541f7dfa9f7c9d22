import { isObject, objectOr, stringsOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { parametersOf } from "./parameters.ts";
import type { Parameter } from "./parameters.ts";
import { matcherOf } from "./path-template.ts";
import type { PathMatcher } from "./path-template.ts";
import { resolve } from "./reference.ts";
import { failuresOf, responsesOf } from "./responses.ts";
import type { DeclaredResponse, Failure } from "./responses.ts";

/** Names of the parameter and the field by which a walk goes on and ends (`x-pagination`). */
interface Pagination {
  cursor: string;
  has_more: string;
}

/** Requests allowed to one app in each window. */
export interface RateLimit {
  readonly perSecond?: number | undefined;
  readonly perMinute?: number | undefined;
}

/** What the mock knows of one operation. Extensions that are absent leave an empty list or undefined. */
export interface Operation {
  /** The operationId, or method and path where the contract gives none. */
  id: string;
  /** Upper case, as on the wire. */
  method: string;
  /** The template, without `/open-apis`. */
  path: string;
  match: PathMatcher;
  /** False where the contract asks for no token (`security: []`). */
  secured: boolean;
  /** Any one of these lets the app in (`x-scopes`). */
  scopes: readonly string[];
  /** Scopes that gate fields of the answer (`x-field-scopes`). */
  fieldScopes: readonly string[];
  /** `x-preconditions`, such as `bot_ability`. */
  preconditions: readonly string[];
  pagination: Pagination | undefined;
  /** Requests allowed to an app (`x-rate-limit`). */
  rateLimit: RateLimit | undefined;
  parameters: readonly Parameter[];
  /** Media types of the request's body, empty where it takes none. */
  bodyTypes: readonly string[];
  /** Schema of the JSON body, empty where there is none. */
  bodySchema: JsonObject;
  responses: ReadonlyMap<number, DeclaredResponse>;
  failures: ReadonlyMap<number, Failure>;
}

/** A document and what was read from it. */
export interface Contract {
  /** Where it comes from, for people: a path, or the built-in one's fingerprint. */
  source: string;
  document: JsonObject;
  /** In the document's order, but paths with fewer parameters first, so that the first match is the closest. */
  operations: readonly Operation[];
}

const methods = ["get", "put", "post", "delete", "options", "patch", "trace"];

/** Reads every operation of a document. HEAD is left out: Feishu answers it like an unknown path. */
export function readContract(document: JsonObject, source: string): Contract {
  const operations: Operation[] = [];
  for (const [path, node] of Object.entries(objectOr(document["paths"]))) {
    const pathItem = objectOr(resolve(document, node));
    for (const method of methods) {
      const operation = pathItem[method];
      if (isObject(operation)) operations.push(readOperation(document, path, method, pathItem, operation));
    }
  }
  operations.sort((one, other) => templateCount(one) - templateCount(other));
  return { source, document, operations };
}

/** Every scope that a contract names, field scopes too: what an app has unless told otherwise. */
export function everyScope(contract: Contract): string[] {
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
  return {
    id:
      typeof operation["operationId"] === "string"
        ? operation["operationId"]
        : `${method.toUpperCase()} ${path}`,
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
