import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { CHOICES, settleAlternatives } from "./alternatives.ts";
import { dropWithoutEffect, settleBounds } from "./bounds.ts";
import type { Direction } from "./direction.ts";
import { mergeParts } from "./merge.ts";
import { settleTypes, type Draft } from "./types.ts";
import { list, targetOf } from "./values.ts";

/** A schema in normal form. The schemas of its fields, of `items` and of `not` are not rewritten. */
export interface NormalSchema {
  readonly schema: JsonObject;
  /** The same for the same places of one document. Ends the walk of a recursive schema. */
  readonly key: string;
}

/**
 * Rewrites a schema into a form in which equivalent schemas are equal: references, `allOf` and a single alternative are
 * merged, alternatives that a list can state are lists, keywords without effect are dropped, and so are the fields that
 * do not exist in the direction.
 */
export function normalSchema(
  contract: Contract,
  schema: unknown,
  direction: Direction,
  trail: readonly string[] = [],
): NormalSchema {
  const parts = partsOf(contract, schema);
  const key = parts.map(idOf).join(" ");
  const bare = parts.map(withoutComposition);
  const draft = mergeParts(bare);
  // A schema that is its own alternative accepts nothing more by that.
  if (trail.includes(key)) for (const keyword of CHOICES) delete draft[keyword];
  const normal = (inner: unknown): JsonObject =>
    normalSchema(contract, inner, direction, [...trail, key]).schema;
  for (const keyword of CHOICES)
    if (Array.isArray(draft[keyword]))
      draft[keyword] = branchesOf(contract, keyword, list(draft[keyword]), [...trail, key]).map(normal);
  const only = settleAlternatives(draft);
  if (only) return { schema: normal({ allOf: [only, draft] }), key };
  settleTypes(draft);
  settleBounds(draft);
  settleFields(contract, draft, direction);
  dropWithoutEffect(draft);
  return { schema: draft, key };
}

/** The schemas that a value must satisfy, without their `$ref` and `allOf`; the outer ones last. */
function partsOf(contract: Contract, schema: unknown): JsonObject[] {
  const parts = new Set<JsonObject>();
  const visited = new Set<JsonObject>();
  const collect = (value: unknown): void => {
    if (!isObject(value) || visited.has(value)) return;
    visited.add(value);
    if (typeof value["$ref"] === "string") collect(targetOf(contract, value["$ref"]));
    for (const branch of composedOf(value)) collect(branch);
    if (Object.keys(withoutComposition(value)).length > 0) parts.add(value);
  };
  collect(schema);
  return [...parts];
}

/** The branches of alternatives; those of an `anyOf` that is itself a branch of one count as its own. */
function branchesOf(
  contract: Contract,
  keyword: string,
  branches: readonly unknown[],
  trail: readonly string[],
): readonly unknown[] {
  if (keyword !== "anyOf") return branches;
  return branches.flatMap((branch) => {
    const [only = {}, ...others] = partsOf(contract, branch);
    const key = String(idOf(only));
    const isNested = others.length === 0 && Object.keys(withoutComposition(only)).join() === "anyOf";
    if (!isNested) return [branch];
    // Its own alternative.
    if (trail.includes(key)) return [];
    return branchesOf(contract, keyword, list(only["anyOf"]), [...trail, key]);
  });
}

/** The branches that a value must satisfy. */
function composedOf(schema: JsonObject): readonly unknown[] {
  const single = CHOICES.flatMap((keyword) => (isSingle(schema[keyword]) ? list(schema[keyword]) : []));
  return [...list(schema["allOf"]), ...single];
}

function withoutComposition(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).filter(
    ([key, value]) =>
      key !== "$ref" && key !== "allOf" && !(CHOICES.some((choice) => choice === key) && isSingle(value)),
  );
  return Object.fromEntries(entries);
}

function isSingle(value: unknown): boolean {
  return list(value).length === 1;
}

/** Drops the fields of the other direction, and gives each required name a field. */
function settleFields(contract: Contract, schema: Draft, direction: Direction): void {
  const fields: Draft = { ...(isObject(schema["properties"]) ? schema["properties"] : {}) };
  const absent = direction === "request" ? "readOnly" : "writeOnly";
  const dropped = Object.keys(fields).filter((name) =>
    partsOf(contract, fields[name]).some((part) => part[absent] === true),
  );
  for (const name of dropped) delete fields[name];
  const required = list(schema["required"])
    .map(String)
    .filter((name) => !dropped.includes(name));
  for (const name of required) fields[name] ??= {};
  if (schema["properties"] !== undefined || required.length > 0) schema["properties"] = fields;
  if (schema["required"] !== undefined) schema["required"] = required;
}

const ids = new WeakMap<object, number>();
let lastId = 0;

function idOf(part: object): number {
  const id = ids.get(part) ?? ++lastId;
  ids.set(part, id);
  return id;
}
