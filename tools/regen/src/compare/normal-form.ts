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
import { isText } from "./wording.ts";
import { list, mapping, METHODS, same } from "./comparison.ts";

type Draft = Record<string, unknown>;

/**
 * A contract that promises the same, and says in one way what can be said in several: only schemas are referred to,
 * what stands beside a `$ref` is merged with what it names, the parameters of a path stand in its operations, defaults
 * are left out, and integers have inclusive bounds.
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

/** Merges in place; `trail` has the references that led here, which are not merged again. */
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
    Object.assign(draft, isSchema ? both(copy, beside) : { ...copy, ...onlyText(beside) });
    mergeReferences(contract, draft, named, [...trail, $ref]);
  }
}

/** A schema that asks for what two ask for; what the second says to people counts. */
function both(schema: JsonObject, other: JsonObject): JsonObject {
  const merged: Draft = { ...schema };
  const further: Draft = {};
  for (const [keyword, value] of Object.entries(other)) {
    const there = schema[keyword];
    if (there === undefined || isText(keyword) || isAnnotation(keyword)) merged[keyword] = value;
    else if (keyword === "required" || keyword === "allOf")
      merged[keyword] = [...new Set([...list(there), ...list(value)])];
    else if (keyword === "properties" && isObject(there) && isObject(value))
      merged[keyword] = bothFields(there, value);
    else if (!same(there, value)) {
      const bound = tighterBound(keyword, there, value);
      if (bound === undefined) further[keyword] = value;
      else merged[keyword] = bound;
    }
  }
  if (Object.keys(further).length > 0) merged["allOf"] = [...list(merged["allOf"]), further];
  return merged;
}

function bothFields(fields: JsonObject, others: JsonObject): JsonObject {
  const merged: Draft = { ...fields };
  for (const [name, schema] of Object.entries(others)) {
    const there = fields[name];
    merged[name] = isObject(there) && isObject(schema) ? both(there, schema) : schema;
  }
  return merged;
}

/** Beside a reference that names no schema, nothing else counts. */
function onlyText(beside: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(beside).filter(([key]) => isText(key)));
}

/** What was merged into all that referred to it. */
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

/** What keywords mean that are not written. */
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

/** How a parameter or a header is written unless it says otherwise. */
function wireDefaults({ in: location, style }: JsonObject): JsonObject {
  const usual = location === "query" || location === "cookie" ? "form" : "simple";
  return { style: usual, explode: (style ?? usual) === "form" };
}

function dropDefaults(value: Draft, defaults: JsonObject): void {
  for (const [keyword, usual] of Object.entries(defaults))
    if (value[keyword] === usual) delete value[keyword];
}

/** Between two integers there is none. */
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
