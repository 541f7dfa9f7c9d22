import { isObject, type JsonObject, type Pointer } from "@feishu-openapi/codegen/json.ts";
import type { Contract } from "@feishu-openapi/codegen/load-contract.ts";
import type { Operation } from "@feishu-openapi/codegen/model.ts";
import { prefixInside, type Field, type Place, type RateLimit } from "./facts.ts";

/** An error code of the contract. */
export interface ContractError {
  readonly code: number;
  readonly statuses: readonly number[];
  /** Whether Feishu's page of the operation is to list it: documented, and no failure that any operation may answer. */
  readonly isOwn: boolean;
}

/** All that a page could say of an operation, as the contract says it. */
export interface ContractFacts {
  readonly operation: Operation;
  readonly fields: ReadonlyMap<Place, readonly Field[]>;
  readonly rateLimit: RateLimit | undefined;
  readonly appTypes: readonly string[];
  readonly scopes: readonly string[];
  readonly fieldScopes: readonly string[];
  /** `tenant_access_token`, `user_access_token`. */
  readonly tokens: readonly string[];
  readonly errors: readonly ContractError[];
}

/** Reads an operation of a contract that the generator has accepted. */
export function readFacts(contract: Contract, operation: Operation): ContractFacts {
  const own = contract.resolve(operation.pointer).value as JsonObject;
  const parametersIn = (place: "path" | "query"): Field[] =>
    operation.parameters
      .filter(({ location }) => location === place)
      .map(({ name, required, constraints }) =>
        fieldOf(contract, name, constraints, operation.pointer, required),
      );
  const body = ["requestBody", "content", "application/json", "schema"];
  return {
    operation,
    fields: new Map<Place, Field[]>([
      ["header", operation.secured ? [{ path: "Authorization", type: "string", required: true }] : []],
      ["path", parametersIn("path")],
      ["query", parametersIn("query")],
      ["body", own["requestBody"] ? fieldsIn(contract, [...operation.pointer, ...body], "") : []],
      ["answer", fieldsIn(contract, envelopeOf(operation), "")],
    ]),
    rateLimit: operation.rateLimit,
    appTypes: textsIn(own["x-app-types"]),
    scopes: operation.scopes,
    fieldScopes: operation.fieldScopes.map(({ scope }) => scope),
    tokens: tokensOf(own["security"] ?? contract.document["security"]),
    errors: errorsOf(contract, operation),
  };
}

function envelopeOf({ success }: Operation): Pointer {
  return success.from === "data" ? success.pointer.slice(0, -2) : success.pointer;
}

/** Every field below a schema, the outer before the inner. */
function fieldsIn(
  contract: Contract,
  start: Pointer,
  prefix: string,
  around: readonly string[] = [],
): Field[] {
  const { value: schema, pointer } = contract.resolve(start);
  const here = pointer.join("\n");
  // A structure that holds itself is described once.
  if (!isObject(schema) || around.includes(here)) return [];
  const inside = [...around, here];
  const { properties, required } = schema;
  const own = Object.keys(isObject(properties) ? properties : {}).flatMap((name) => {
    const at = [...pointer, "properties", name];
    const { value } = contract.resolve(at);
    if (!isObject(value)) return [];
    const isRequired = Array.isArray(required) && required.includes(name);
    const field = fieldOf(contract, prefix + name, value, at, isRequired);
    return [field, ...fieldsIn(contract, contentOf(contract, at), prefixInside(field), inside)];
  });
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => {
    const list = schema[keyword];
    return Array.isArray(list)
      ? list.flatMap((_, index) => fieldsIn(contract, [...pointer, keyword, String(index)], prefix, inside))
      : [];
  });
  return [...new Map([...branches, ...own].map((field) => [field.path, field])).values()];
}

/** Where the fields of a field stand: in the schema itself, or in that of a list's entries. */
function contentOf(contract: Contract, start: Pointer): Pointer {
  const { value, pointer } = contract.resolve(start);
  return isObject(value) && value["type"] === "array" ? contentOf(contract, [...pointer, "items"]) : pointer;
}

function fieldOf(
  contract: Contract,
  path: string,
  schema: JsonObject,
  at: Pointer,
  required: boolean,
): Field {
  const type = typeOf(contract, schema, at);
  const entry =
    type.endsWith("[]") && isObject(schema["items"]) ? contract.resolve([...at, "items"]).value : schema;
  const values = isObject(entry) ? entry["enum"] : undefined;
  const measure = type.endsWith("[]") ? "Items" : "Length";
  const number = (keyword: string): number | undefined => {
    const value = schema[keyword];
    return typeof value === "number" ? value : undefined;
  };
  const facts: Field = {
    path,
    type,
    required,
    enum: Array.isArray(values) ? values.map(String) : undefined,
    default: textOf(schema["default"]),
    minimum: number("minimum"),
    maximum: number("maximum"),
    shortest: number(`min${measure}`),
    longest: number(`max${measure}`),
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as unknown as Field;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function typeOf(contract: Contract, schema: JsonObject, at: Pointer): string {
  const type = [schema["type"]].flat().find((name) => name !== "null");
  if (type === "array") {
    const entry = contract.resolve([...at, "items"]);
    return isObject(entry.value) ? `${typeOf(contract, entry.value, entry.pointer)}[]` : "unknown[]";
  }
  if (typeof type === "string") return schema["format"] === "binary" ? "file" : type;
  if (isObject(schema["properties"])) return "object";
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    for (const index of list.keys()) {
      const branch = contract.resolve([...at, keyword, String(index)]);
      const found = isObject(branch.value) ? typeOf(contract, branch.value, branch.pointer) : "unknown";
      if (found !== "unknown" && found !== "null") return found;
    }
  }
  return "unknown";
}

function tokensOf(security: unknown): string[] {
  const names = Array.isArray(security)
    ? security.flatMap((entry) => (isObject(entry) ? Object.keys(entry) : []))
    : [];
  return names.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function errorsOf(contract: Contract, { pointer }: Operation): ContractError[] {
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

/** From here on a code is the gateway's, and stands on no page of an operation. */
const PLATFORM = 99_990_000;
