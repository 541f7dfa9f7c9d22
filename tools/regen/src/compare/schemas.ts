import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, entries, follow, list, mapping, pairs, same, type Comparison } from "./comparison.ts";
import { compareBounds, isBound } from "./bounds.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import type { Direction, Spot } from "./spot.ts";
import { compareTypes, isType } from "./types.ts";
import { compareWording, isText } from "./wording.ts";

const COMBINATORS = ["allOf", "anyOf", "oneOf"];
const NESTED = ["items", "additionalProperties"];
const KNOWN = new Set(["$ref", "properties", "required", "default", "deprecated", ...COMBINATORS, ...NESTED]);
/** What an object is for people and not for the wire. */
const IGNORED = new Set(["readOnly", "writeOnly", "contentMediaType", "$comment"]);

/** Whether a keyword says something of a value, and does not bind it. */
export function isAnnotation(keyword: string): boolean {
  return keyword === "default" || keyword === "deprecated" || IGNORED.has(keyword);
}

/** Compares two schemas with all that they hold, each pair once. */
export function compareSchemas(
  comparison: Comparison,
  oldSchema: unknown,
  newSchema: unknown,
  spot: Spot,
  seen: Set<unknown> = new Set(),
): void {
  const old = mapping(comparison.before, oldSchema);
  const now = mapping(comparison.after, newSchema);
  if (seen.has(now)) return;
  seen = new Set([...seen, now]);
  const [before, after] = [asChoice(old, now), asChoice(now, old)];
  const what = spot.label(spot.field);
  const below = (left: unknown, right: unknown, field: string): void =>
    compareSchemas(comparison, left, right, { ...spot, field }, seen);

  compareTypes(comparison, before, after, spot.direction, what);
  compareBounds(comparison, before, after, spot.direction, what);
  compareDefaults(comparison, before, after, spot.direction, what);
  compareDeprecated(comparison, before, after, what);
  compareWording(comparison, what, before, after);
  compareFields(comparison, before, after, spot, below);
  for (const keyword of NESTED) compareNested(comparison, keyword, before, after, spot, below);
  for (const keyword of COMBINATORS) compareBranches(comparison, keyword, before, after, spot, below);
  compareOther(comparison, before, after, spot.direction, what);
}

function compareDefaults(
  { say }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const [from, to] = [before["default"], after["default"]];
  if (direction === "answer" || same(from, to)) return;
  if (from === undefined) return say("default added", `${what} is ${code(to)} when left out`);
  if (to === undefined)
    return say(
      "default removed",
      `${what} is no longer ${code(from)} when left out: callers that leave it out break`,
    );
  say(
    "default changed",
    `${what} is ${code(to)} when left out, not ${code(from)}: callers that leave it out get another answer`,
  );
}

function compareFields(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: Spot,
  below: (left: unknown, right: unknown, field: string) => void,
): void {
  const { before: old, after: now, say } = comparison;
  const at = (name: string): string => (field ? `${field}.${name}` : name);
  const [needed, needs] = [list(before["required"]), list(after["required"])];
  const { removed, added, kept } = pairs(
    entries(old, before["properties"]),
    entries(now, after["properties"]),
  );
  const answers = direction === "answer";
  for (const [name] of removed)
    if (answers)
      say("answer field removed", `${label(at(name))} is gone from the answer: callers that read it break`);
    else say("request field removed", `${label(at(name))} is no longer accepted: callers that send it break`);
  for (const [name] of added)
    if (answers) say("answer field added", `${label(at(name))} is new`);
    else if (needs.includes(name))
      say("required parameter added", `${label(at(name))} must now be sent: every caller breaks`);
    else say("parameter added", `${label(at(name))} may now be sent`);
  for (const [name, left, right] of kept) {
    const [was, is] = [needed.includes(name), needs.includes(name)];
    comparePresence(comparison, was, is, direction, label(at(name)));
    below(left, right, at(name));
  }
}

function compareNested(
  { say }: Comparison,
  keyword: string,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: Spot,
  below: (left: unknown, right: unknown, field: string) => void,
): void {
  const [from, to] = [before[keyword], after[keyword]];
  if (isObject(from) && isObject(to)) return below(from, to, `${field}[]`);
  if (same(from, to)) return;
  // What is not said is anything.
  const narrows = to !== undefined && to !== true;
  say(
    `${direction} ${narrows ? "narrowed" : "widened"}`,
    `${label(field)} holds ${narrows ? "other things than before" : "anything"}`,
  );
}

/** A schema to hold against a choice of several: as a choice of one. */
function asChoice(schema: JsonObject, choice: JsonObject): JsonObject {
  const [keyword, ...further] = Object.keys(choice).filter((key) => !isText(key) && !isAnnotation(key));
  if (further.length > 0 || (keyword !== "anyOf" && keyword !== "oneOf") || schema[keyword]) return schema;
  const isBeside = ([key]: [string, unknown]): boolean => Object.hasOwn(choice, key);
  const [beside, form] = [
    Object.entries(schema).filter(isBeside),
    Object.entries(schema).filter((entry) => !isBeside(entry)),
  ];
  return { ...Object.fromEntries(beside), [keyword]: [Object.fromEntries(form)] };
}

function compareBranches(
  { before: old, after: now, say }: Comparison,
  keyword: string,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: Spot,
  below: (left: unknown, right: unknown, field: string) => void,
): void {
  const left = list(before[keyword]).map((branch) => follow(old, branch));
  const right = list(after[keyword]).map((branch) => follow(now, branch));
  // What is written alike is paired first; the rest goes by its order.
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
    if (all || left.length === 0) say(`${direction} narrowed`, `${label(field)} has a further condition`);
    else
      say(
        `${direction} widened`,
        `${label(field)} has a further form${direction === "answer" ? ": callers that do not expect it break" : ""}`,
      );
  if (changed.length > common)
    if (all || right.length === 0) say(`${direction} widened`, `${label(field)} has a condition less`);
    else
      say(
        `${direction} narrowed`,
        `${label(field)} has a form less${direction === "request" ? ": callers that send it break" : ""}`,
      );
}

/** A keyword that no rule rates: taken for one that breaks, since nobody knows. */
function compareOther(
  { say }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (KNOWN.has(keyword) || IGNORED.has(keyword) || isText(keyword) || isBound(keyword) || isType(keyword))
      continue;
    if (same(before[keyword], after[keyword])) continue;
    const to = after[keyword];
    const kind = to === undefined ? "widened" : "narrowed";
    const now =
      to === undefined ? `no longer has ${code(keyword)}` : `has another ${code(keyword)}: ${code(to)}`;
    say(direction === "request" ? `request ${kind}` : "answer widened", `${what} ${now}`);
  }
}
