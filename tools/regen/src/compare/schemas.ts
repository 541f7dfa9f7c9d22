import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, entries, follow, list, mapping, pairs, same, type Comparison } from "./comparison.ts";
import { compareBounds, isBound } from "./bounds.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import type { Direction, SchemaPosition } from "./schema-position.ts";
import { compareTypes, isType } from "./types.ts";
import { compareWording, isDocumentation } from "./wording.ts";

const COMBINATORS = ["allOf", "anyOf", "oneOf"];
const NESTED = ["items", "additionalProperties"];
const KNOWN = new Set(["$ref", "properties", "required", "default", "deprecated", ...COMBINATORS, ...NESTED]);
/** Keywords without an effect on the wire. */
const IGNORED = new Set(["readOnly", "writeOnly", "contentMediaType", "$comment"]);

/** Whether a keyword is an annotation: it describes a value without restricting it. */
export function isAnnotation(keyword: string): boolean {
  return keyword === "default" || keyword === "deprecated" || IGNORED.has(keyword);
}

/** Compares two schemas and the schemas inside them; a recursive schema is compared once. */
export function compareSchemas(
  comparison: Comparison,
  oldSchema: unknown,
  newSchema: unknown,
  position: SchemaPosition,
  seen: Set<unknown> = new Set(),
): void {
  const old = mapping(comparison.before, oldSchema);
  const now = mapping(comparison.after, newSchema);
  if (seen.has(now)) return;
  seen = new Set([...seen, now]);
  const [before, after] = [asChoice(old, now), asChoice(now, old)];
  const what = position.label(position.field);
  const below = (left: unknown, right: unknown, field: string): void =>
    compareSchemas(comparison, left, right, { ...position, field }, seen);

  compareTypes(comparison, before, after, position.direction, what);
  compareBounds(comparison, before, after, position.direction, what);
  compareDefaults(comparison, before, after, position.direction, what);
  compareDeprecated(comparison, before, after, what);
  compareWording(comparison, what, before, after);
  compareFields(comparison, before, after, position, below);
  for (const keyword of NESTED) compareNested(comparison, keyword, before, after, position, below);
  for (const keyword of COMBINATORS) compareBranches(comparison, keyword, before, after, position, below);
  compareOther(comparison, before, after, position.direction, what);
}

function compareDefaults(
  { report }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const [from, to] = [before["default"], after["default"]];
  if (direction === "response" || same(from, to)) return;
  if (from === undefined) return report("default added", `${what} defaults to ${code(to)}`);
  if (to === undefined)
    return report(
      "default removed",
      `${what} no longer defaults to ${code(from)}: callers that omit it break`,
    );
  report(
    "default changed",
    `${what} defaults to ${code(to)}, not ${code(from)}: callers that omit it get another response`,
  );
}

function compareFields(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: SchemaPosition,
  below: (left: unknown, right: unknown, field: string) => void,
): void {
  const { before: old, after: now, report } = comparison;
  const at = (name: string): string => (field ? `${field}.${name}` : name);
  const [needed, needs] = [list(before["required"]), list(after["required"])];
  const { removed, added, kept } = pairs(
    entries(old, before["properties"]),
    entries(now, after["properties"]),
  );
  const isResponse = direction === "response";
  for (const [name] of removed)
    if (isResponse)
      report("response field removed", `${label(at(name))} was removed: callers that read it break`);
    else
      report("request field removed", `${label(at(name))} is no longer accepted: callers that send it break`);
  for (const [name] of added)
    if (isResponse) report("response field added", `${label(at(name))} is new`);
    else if (needs.includes(name))
      report("required parameter added", `${label(at(name))} is new and required: every caller breaks`);
    else report("parameter added", `${label(at(name))} may now be sent`);
  for (const [name, left, right] of kept) {
    const [was, is] = [needed.includes(name), needs.includes(name)];
    comparePresence(comparison, was, is, direction, label(at(name)));
    below(left, right, at(name));
  }
}

function compareNested(
  { report }: Comparison,
  keyword: string,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: SchemaPosition,
  below: (left: unknown, right: unknown, field: string) => void,
): void {
  const [from, to] = [before[keyword], after[keyword]];
  if (isObject(from) && isObject(to)) return below(from, to, `${field}[]`);
  if (same(from, to)) return;
  // An absent keyword allows anything.
  const narrows = to !== undefined && to !== true;
  report(
    `${direction} ${narrows ? "narrowed" : "widened"}`,
    `${label(field)} ${narrows ? "has other contents than before" : "may contain anything"}`,
  );
}

/** Wraps a schema in the `anyOf` or `oneOf` of the other side, if that consists of nothing else. */
function asChoice(schema: JsonObject, other: JsonObject): JsonObject {
  const [keyword, ...further] = Object.keys(other).filter(
    (key) => !isDocumentation(key) && !isAnnotation(key),
  );
  if (further.length > 0 || (keyword !== "anyOf" && keyword !== "oneOf") || schema[keyword]) return schema;
  const isBeside = ([key]: [string, unknown]): boolean => Object.hasOwn(other, key);
  const [beside, form] = [
    Object.entries(schema).filter(isBeside),
    Object.entries(schema).filter((entry) => !isBeside(entry)),
  ];
  return { ...Object.fromEntries(beside), [keyword]: [Object.fromEntries(form)] };
}

function compareBranches(
  { before: old, after: now, report }: Comparison,
  keyword: string,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: SchemaPosition,
  below: (left: unknown, right: unknown, field: string) => void,
): void {
  const left = list(before[keyword]).map((branch) => follow(old, branch));
  const right = list(after[keyword]).map((branch) => follow(now, branch));
  // Equal branches are paired first, the others by their order.
  const unpaired = right.filter((branch) => !left.some((other) => same(branch, other)));
  const changed = left.filter((branch) => !right.some((other) => same(branch, other)));
  const common = Math.min(unpaired.length, changed.length);
  for (const branch of left)
    if (!changed.includes(branch))
      below(
        branch,
        right.find((other) => same(branch, other)),
        field,
      );
  for (let index = 0; index < common; index++) below(changed[index], unpaired[index], field);
  const all = keyword === "allOf";
  if (unpaired.length > common)
    if (all || left.length === 0)
      report(`${direction} narrowed`, `${label(field)} has another ${code(keyword)} condition`);
    else
      report(
        `${direction} widened`,
        `${label(field)} has another alternative${direction === "response" ? ": callers that do not expect it break" : ""}`,
      );
  if (changed.length > common)
    if (all || right.length === 0)
      report(`${direction} widened`, `${label(field)} has one ${code(keyword)} condition fewer`);
    else
      report(
        `${direction} narrowed`,
        `${label(field)} has one alternative fewer${direction === "request" ? ": callers that send it break" : ""}`,
      );
}

/** Compares the keywords that no other rule compares. Their change counts as breaking. */
function compareOther(
  { report }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (
      KNOWN.has(keyword) ||
      IGNORED.has(keyword) ||
      isDocumentation(keyword) ||
      isBound(keyword) ||
      isType(keyword)
    )
      continue;
    if (same(before[keyword], after[keyword])) continue;
    const to = after[keyword];
    const kind = to === undefined ? "widened" : "narrowed";
    const now =
      to === undefined ? `no longer has ${code(keyword)}` : `has another ${code(keyword)}: ${code(to)}`;
    report(direction === "request" ? `request ${kind}` : "response widened", `${what} ${now}`);
  }
}
