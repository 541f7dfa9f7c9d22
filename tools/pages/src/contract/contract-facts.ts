import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { Operation, RateLimit } from "@feishu-openapi/codegen/model/model.ts";
import { fieldOf, fieldsIn } from "./contract-fields.ts";
import type { Field, Place } from "../page/field.ts";

/** An error code of the contract. */
export interface KnownError {
  readonly code: number;
  readonly statuses: readonly number[];
  /** Whether Feishu's page of the operation must list it: documented, and not a failure of every operation. */
  readonly isOwn: boolean;
}

/** The facts of an operation in the contract that a page can state. */
export interface ContractFacts {
  readonly operation: Operation;
  readonly fields: ReadonlyMap<Place, readonly Field[]>;
  readonly rateLimit: RateLimit | undefined;
  readonly appTypes: readonly string[];
  readonly scopes: readonly string[];
  readonly fieldScopes: readonly string[];
  /** `tenant_access_token`, `user_access_token`. */
  readonly tokens: readonly string[];
  readonly errors: readonly KnownError[];
}

/** Reads the facts of an operation from a valid contract. */
export function readFacts(contract: Contract, operation: Operation): ContractFacts {
  const own = contract.resolve(operation.pointer).value as JsonObject;
  const parametersIn = (place: "path" | "query"): Field[] =>
    operation.parameters
      .filter(({ location }) => location === place)
      .map(({ name, required, constraints }) => fieldOf(contract, name, constraints, required));
  const { pointer, success } = operation;
  const body = contract.resolve([...pointer, "requestBody", "content", "application/json", "schema"]).value;
  const envelope = success.from === "data" ? success.pointer.slice(0, -2) : success.pointer;
  return {
    operation,
    fields: new Map<Place, Field[]>([
      ["header", operation.secured ? [{ path: "Authorization", type: "string", required: true }] : []],
      ["path", parametersIn("path")],
      ["query", parametersIn("query")],
      ["body", fieldsIn(contract, body, "")],
      ["response", fieldsIn(contract, contract.resolve(envelope).value, "")],
    ]),
    rateLimit: operation.rateLimit,
    appTypes: stringsIn(own["x-app-types"]),
    scopes: operation.scopes,
    fieldScopes: operation.fieldScopes.map(({ scope }) => scope),
    tokens: tokensOf(own["security"] ?? contract.document["security"]),
    errors: errorsOf(contract, operation),
  };
}

function tokensOf(security: unknown): string[] {
  const names = Array.isArray(security)
    ? security.flatMap((entry) => (isObject(entry) ? Object.keys(entry) : []))
    : [];
  return names.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function errorsOf(contract: Contract, { pointer }: Operation): KnownError[] {
  const responses = contract.resolve([...pointer, "responses"]);
  const found = new Map<number, { statuses: number[]; isOwn: boolean }>();
  for (const status of Object.keys(isObject(responses.value) ? responses.value : {})) {
    const at = [...responses.pointer, status, "content", "application/json", "examples"];
    const examples = contract.resolve(at);
    for (const name of Object.keys(isObject(examples.value) ? examples.value : {})) {
      const { value: example } = contract.resolve([...examples.pointer, name]);
      const error = isObject(example) ? example["x-error"] : undefined;
      if (!isObject(example) || !isObject(error)) continue;
      const code = Number((example["value"] as JsonObject)["code"]);
      const isOwn = error["evidence"] === "documented" && error["kind"] !== "internal" && code < PLATFORM;
      found.set(code, { statuses: [...(found.get(code)?.statuses ?? []), Number(status)], isOwn });
    }
  }
  return Array.from(found, ([code, rest]) => ({ code, ...rest }));
}

/** Codes from here on are the gateway's; no page of an operation lists them. */
const PLATFORM = 99_990_000;
