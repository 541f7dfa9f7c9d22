import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { isDocumentation, restricts } from "./keywords.ts";
import { covers, typesOf, type Draft } from "./types.ts";
import { distinct, list, same } from "./values.ts";

/** The keywords of alternatives. */
export const CHOICES = ["anyOf", "oneOf"] as const;
const COMPOSED = [...CHOICES, "allOf", "not"];

/**
 * Rewrites alternatives in place: equal ones are one, `oneOf` becomes `anyOf` when no value can match two branches, and
 * branches that a list of types or of values can state are joined. Returns the only branch that is left, if it is one.
 */
export function settleAlternatives(schema: Draft): JsonObject | undefined {
  for (const keyword of CHOICES) {
    if (!Array.isArray(schema[keyword])) continue;
    const given = schema[keyword] as JsonObject[];
    // A value that matches two equal branches of `oneOf` does not match it.
    let branches = keyword === "anyOf" ? distinct(given) : given;
    const exclusive = keyword === "oneOf" && !areDisjoint(branches);
    if (!exclusive) branches = joinBranches(branches);
    delete schema[keyword];
    if (branches.length === 0) continue;
    if (branches.length === 1) return branches[0];
    const target = exclusive || schema["anyOf"] !== undefined ? keyword : "anyOf";
    schema[target] = branches;
  }
  return undefined;
}

/** Joins all branches into one if that is possible, else those without objects and arrays. */
function joinBranches(branches: readonly JsonObject[]): JsonObject[] {
  // Sorted, so that their order does not decide which are joined.
  const sorted = branches.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const all = joinAll(sorted);
  if (all.length === 1) return all;
  return [...branches.filter((branch) => !isPlain(branch)), ...joinAll(sorted.filter(isPlain))];
}

function isPlain(branch: JsonObject): boolean {
  return typesOf(branch)?.some((type) => type === "object" || type === "array") === false;
}

function joinAll(branches: readonly JsonObject[]): JsonObject[] {
  const joined: JsonObject[] = [];
  for (const branch of branches) {
    const pair = joined
      .map((other, index) => ({ index, both: joinTwo(other, branch) }))
      .find(({ both }) => both !== undefined);
    if (pair?.both) joined[pair.index] = pair.both;
    else joined.push(branch);
  }
  return joined;
}

/** One schema for two branches; `undefined` when it would accept other values than they do. */
function joinTwo(left: JsonObject, right: JsonObject): JsonObject | undefined {
  if (COMPOSED.some((keyword) => keyword in left || keyword in right)) return undefined;
  const [types, others] = [typesOf(left), typesOf(right)];
  if (!types || !others) return undefined;
  const [values, otherValues] = [valuesOf(left), valuesOf(right)];
  const listed = values && otherValues && ("enum" in left || "enum" in right);
  if (!listed && ("enum" in left || "enum" in right || overlap(types, others))) return undefined;
  // A format of one type would apply to both.
  if (left["format"] !== right["format"] && !isNull(types) && !isNull(others)) return undefined;
  const joined: Draft = {
    ...left,
    ...right,
    type: [...new Set([...types, ...others])].toSorted(),
    ...(listed && { enum: distinct([...values, ...otherValues]) }),
  };
  for (const keyword of Object.keys(joined)) {
    const texts = [left[keyword], right[keyword]].filter((value) => value !== undefined);
    if (isDocumentation(keyword)) joined[keyword] = texts.length === 1 ? texts[0] : texts;
  }
  return joined;
}

/** The values of a schema that only lists values. */
function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  const bounds = Object.keys(schema).filter((key) => restricts(key) && key !== "type" && key !== "enum");
  if (bounds.length > 0) return undefined;
  if (Array.isArray(schema["enum"])) return schema["enum"];
  return isNull(typesOf(schema) ?? []) ? [null] : undefined;
}

function isNull(types: readonly string[]): boolean {
  return same(types, ["null"]);
}

function overlap(types: readonly string[], others: readonly string[]): boolean {
  return types.some((type) => covers(others, type)) || others.some((type) => covers(types, type));
}

/** Whether no value can match two of the branches: by type, by value, or by the values of a required field. */
function areDisjoint(branches: readonly JsonObject[]): boolean {
  return branches.every((one, index) => branches.slice(index + 1).every((other) => excludes(one, other)));
}

function excludes(one: JsonObject, other: JsonObject): boolean {
  const [types, others] = [typesOf(one), typesOf(other)];
  if (types && others && !overlap(types, others)) return true;
  const [values, otherValues] = [enumOf(one), enumOf(other)];
  if (values && otherValues) return !values.some((value) => otherValues.some((it) => same(value, it)));
  if (!types || !others || !same(types, ["object"]) || !same(others, ["object"])) return false;
  const [fields, otherFields] = [fieldsOf(one), fieldsOf(other)];
  return list(one["required"]).some((name) => {
    const [field, otherField] = [fields[String(name)], otherFields[String(name)]];
    if (!list(other["required"]).includes(name) || !isObject(field) || !isObject(otherField)) return false;
    const [listed, otherListed] = [enumOf(field), enumOf(otherField)];
    return Boolean(
      listed && otherListed && !listed.some((value) => otherListed.some((it) => same(value, it))),
    );
  });
}

function fieldsOf({ properties }: JsonObject): JsonObject {
  return isObject(properties) ? properties : {};
}

function enumOf(schema: JsonObject): readonly unknown[] | undefined {
  if (schema["const"] !== undefined) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
}
