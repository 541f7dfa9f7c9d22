import {
  isObject,
  parsePointer,
  type JsonObject,
  type Pointer,
} from "@feishu-openapi/codegen/contract/json.ts";
import { contractOf, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { walk } from "@feishu-openapi/codegen/contract/walk.ts";
import { tighterBound } from "./bounds.ts";
import { isAnnotation } from "./schemas.ts";
import { isDocumentation } from "./wording.ts";
import { list, mapping, METHODS, same } from "./comparison.ts";

type Draft = Record<string, unknown>;

/**
 * Rewrites a contract into one form, so that two ways to write the same promise compare as equal: keywords beside a
 * `$ref` are merged into its target, only schemas are referenced, parameters of a path move into its operations,
 * default values of keywords are removed, and integers have inclusive bounds.
 */
export function normalForm(contract: Contract): Contract {
  const document = structuredClone(contract.document);
  mergeReferences(contract, document, [], []);
  dropComponents(mapping(contract, document["components"]));
  for (const item of Object.values(mapping(contract, document["paths"])))
    if (isObject(item)) pushDown(contract, item);
  for (const { value, isSchema } of walk(document)) {
    dropDefaults(value, isSchema ? SCHEMA_DEFAULTS : { ...DEFAULTS, ...wireDefaults(value) });
    if (isSchema) includeBounds(value);
  }
  return contractOf(document, (pointer, message) => contract.refuse(pointer, message));
}

/** Merges in place. References in `trail` led here and are not merged again. */
function mergeReferences(
  contract: Contract,
  value: unknown,
  pointer: Pointer,
  trail: readonly string[],
): void {
  for (const { value: place, isSchema } of walk(value, pointer)) {
    const { $ref, ...beside } = place;
    if (typeof $ref !== "string" || trail.includes($ref)) continue;
    if (isSchema && Object.keys(beside).length === 0) continue;
    const named = parsePointer($ref) ?? [];
    const target = mapping(contract, contract.resolve(named.slice(0, -1)).value)[named.at(-1) ?? ""];
    if (!isObject(target)) continue;
    const draft: Draft = place;
    for (const key of Object.keys(draft)) delete draft[key];
    const copy = structuredClone(target);
    Object.assign(draft, isSchema ? mergeSchemas(copy, beside) : { ...copy, ...onlyDocumentation(beside) });
    mergeReferences(contract, draft, named, [...trail, $ref]);
  }
}

/** Merges two schemas into one that requires both. Annotations of the second one win. */
function mergeSchemas(schema: JsonObject, other: JsonObject): JsonObject {
  const merged: Draft = { ...schema };
  const further: Draft = {};
  for (const [keyword, value] of Object.entries(other)) {
    const there = schema[keyword];
    if (there === undefined || isDocumentation(keyword) || isAnnotation(keyword)) merged[keyword] = value;
    else if (keyword === "required" || keyword === "allOf")
      merged[keyword] = [...new Set([...list(there), ...list(value)])];
    else if (keyword === "properties" && isObject(there) && isObject(value))
      merged[keyword] = mergeFields(there, value);
    else if (!same(there, value)) {
      const bound = tighterBound(keyword, there, value);
      if (bound === undefined) further[keyword] = value;
      else merged[keyword] = bound;
    }
  }
  if (Object.keys(further).length > 0) merged["allOf"] = [...list(merged["allOf"]), further];
  return merged;
}

function mergeFields(fields: JsonObject, others: JsonObject): JsonObject {
  const merged: Draft = { ...fields };
  for (const [name, schema] of Object.entries(others)) {
    const there = fields[name];
    merged[name] = isObject(there) && isObject(schema) ? mergeSchemas(there, schema) : schema;
  }
  return merged;
}

/** The only keywords that count beside a `$ref` outside schemas. */
function onlyDocumentation(beside: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(beside).filter(([key]) => isDocumentation(key)));
}

/** Removes the components that were merged into every place that referred to them. */
function dropComponents(components: Draft): void {
  for (const kind of ["examples", "headers", "parameters", "requestBodies", "responses"])
    delete components[kind];
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
const SCHEMA_DEFAULTS: JsonObject = {
  deprecated: false,
  uniqueItems: false,
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  additionalProperties: true,
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

/** Replaces the exclusive bounds of an integer by inclusive ones. */
function includeBounds(schema: Draft): void {
  const types = new Set([schema["type"]].flat());
  if (!types.has("integer") || types.has("number")) return;
  for (const [exclusive, inclusive, least] of [
    ["exclusiveMinimum", "minimum", (bound: number) => Math.floor(bound) + 1],
    ["exclusiveMaximum", "maximum", (bound: number) => Math.ceil(bound) - 1],
  ] as const) {
    const bound = schema[exclusive];
    if (typeof bound !== "number") continue;
    delete schema[exclusive];
    schema[inclusive] = tighterBound(inclusive, schema[inclusive], least(bound)) ?? least(bound);
  }
}
