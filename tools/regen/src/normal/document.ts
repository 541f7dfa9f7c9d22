import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { contractOf, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { walk } from "@feishu-openapi/codegen/contract/walk.ts";
import { isDocumentation } from "./keywords.ts";
import type { Draft } from "./types.ts";
import { list, mapping, targetOf } from "./values.ts";

/** The methods of the operations that are compared. */
export const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/**
 * Rewrites a contract into one form, so that two ways to write the same promise compare as equal: documentation beside
 * a `$ref` is merged into its target, parameters of a path move into its operations, and default values of keywords are
 * removed. Schemas stay as they are; `schema.ts` rewrites them when they are compared.
 */
export function normalDocument(contract: Contract): Contract {
  const document = structuredClone(contract.document);
  for (const { value, isSchema } of walk(document)) if (!isSchema) mergeReference(contract, value);
  for (const item of Object.values(mapping(contract, document["paths"])))
    if (isObject(item)) pushDown(contract, item);
  for (const { value, isSchema } of walk(document))
    if (!isSchema) dropDefaults(value, { ...DEFAULTS, ...wireDefaults(value) });
  return contractOf(document, (pointer, message) => contract.refuse(pointer, message));
}

/** Replaces a mapping that is a reference by its target, in place. Only documentation counts beside the reference. */
function mergeReference(contract: Contract, place: Draft): void {
  const { $ref, ...beside } = place;
  if (typeof $ref !== "string") return;
  const target = targetOf(contract, $ref);
  if (!isObject(target)) return;
  for (const key of Object.keys(place)) delete place[key];
  const documentation = Object.entries(beside).filter(([key]) => isDocumentation(key));
  Object.assign(place, structuredClone(target), Object.fromEntries(documentation));
  // The target may be a reference, or contain some. References between components form no circle outside schemas.
  for (const { value, isSchema } of walk(place)) if (!isSchema) mergeReference(contract, value);
}

function pushDown(contract: Contract, item: Draft): void {
  const shared = list(item["parameters"]);
  delete item["parameters"];
  if (shared.length === 0) return;
  const nameOf = (parameter: unknown): string => {
    const { in: location, name } = mapping(contract, parameter);
    return `${String(location)} ${String(name)}`;
  };
  for (const method of METHODS) {
    const operation: Draft = mapping(contract, item[method]);
    const own = list(operation["parameters"]);
    const names = new Set(own.map(nameOf));
    operation["parameters"] = [...shared.filter((parameter) => !names.has(nameOf(parameter))), ...own];
  }
}

/** The values of absent keywords. */
const DEFAULTS: JsonObject = {
  required: false,
  deprecated: false,
  allowReserved: false,
  allowEmptyValue: false,
  "x-idempotent": false,
};

/** The default serialisation of a parameter or a header. */
function wireDefaults({ in: location, style }: JsonObject): JsonObject {
  const usual = location === "query" || location === "cookie" ? "form" : "simple";
  return { style: usual, explode: (style ?? usual) === "form" };
}

function dropDefaults(value: Draft, defaults: JsonObject): void {
  for (const [keyword, usual] of Object.entries(defaults))
    if (value[keyword] === usual) delete value[keyword];
}
