import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Direction } from "../normal/direction.ts";
import { isDocumentation, isSilent } from "../normal/keywords.ts";
import { normalSchema } from "../normal/schema.ts";
import { list, same } from "../normal/values.ts";
import { asChoice, compareAlternatives, compareConditions, type Below } from "./alternatives.ts";
import { compareBounds, isBound } from "./bounds.ts";
import { code, pairs, type Comparison } from "./comparison.ts";
import { compareExclusions } from "./exclusions.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import type { SchemaPosition } from "./schema-position.ts";
import { compareTypes, isType } from "./types.ts";
import { compareWording } from "./wording.ts";

const KNOWN = new Set([
  "properties",
  "required",
  "default",
  "deprecated",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "items",
  "additionalProperties",
]);

/** Compares two schemas and the schemas inside them; a recursive schema is compared once. */
export function compareSchemas(
  comparison: Comparison,
  oldSchema: unknown,
  newSchema: unknown,
  position: SchemaPosition,
  seen: ReadonlySet<string> = new Set(),
): void {
  const { direction } = position;
  const old = normalSchema(comparison.before, oldSchema, direction);
  const now = normalSchema(comparison.after, newSchema, direction);
  const key = `${old.key} ${now.key}`;
  if (seen.has(key)) return;
  const [before, after] = [asChoice(old.schema, now.schema), asChoice(now.schema, old.schema)];
  const what = position.label(position.field);
  const below: Below = (left, right, field, { to = comparison, direction: inner = direction } = {}) =>
    compareSchemas(to, left, right, { ...position, field, direction: inner }, new Set([...seen, key]));

  compareTypes(comparison, before, after, direction, what);
  compareBounds(comparison, before, after, direction, what);
  compareDefaults(comparison, before, after, direction, what);
  compareDeprecated(comparison, before, after, what);
  compareWording(comparison, what, before, after);
  compareFields(comparison, before, after, position, below);
  compareItems(comparison, before["items"], after["items"], position, below);
  compareFurtherFields(comparison, before, after, position, below);
  compareAlternatives(comparison, before, after, position, below);
  compareConditions(comparison, before, after, position, below);
  compareExclusions(comparison, before["not"], after["not"], position, below);
  compareOther(comparison, before, after, direction, what);
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
  const remedy = `send ${code(from)} to keep the old response`;
  if (to === undefined)
    return report("default removed", `${what} no longer defaults to ${code(from)}: ${remedy}`);
  report("default changed", `${what} defaults to ${code(to)}, not ${code(from)}: ${remedy}`);
}

function compareFields(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  { direction, label, field }: SchemaPosition,
  below: Below,
): void {
  const { report } = comparison;
  const at = (name: string): string => (field ? `${field}.${name}` : name);
  const [needed, needs] = [list(before["required"]), list(after["required"])];
  const { removed, added, kept } = pairs(fieldsOf(before), fieldsOf(after));
  const isResponse = direction === "response";
  for (const [name] of removed)
    if (isResponse) report("response field removed", `${label(at(name))} was removed: do not read it`);
    else report("request field removed", `${label(at(name))} is no longer accepted: do not send it`);
  for (const [name] of added)
    if (isResponse) report("response field added", `${label(at(name))} is new`);
    else if (needs.includes(name))
      report("required parameter added", `${label(at(name))} is new and required: send it`);
    else report("parameter added", `${label(at(name))} may now be sent`);
  for (const [name, left, right] of kept) {
    const [was, is] = [needed.includes(name), needs.includes(name)];
    comparePresence(comparison, was, is, direction, label(at(name)));
    below(left, right, at(name));
  }
}

function fieldsOf({ properties }: JsonObject): Map<string, unknown> {
  return new Map(Object.entries(isObject(properties) ? properties : {}));
}

/** Compares the schemas of entries. */
function compareItems(
  { report }: Comparison,
  from: unknown,
  to: unknown,
  { direction, label, field }: SchemaPosition,
  below: Below,
): void {
  if (from === undefined && to === undefined) return;
  if (from !== undefined && to !== undefined) return below(from, to, `${field}[]`);
  const what = `the entries of ${label(field)}`;
  if (to === undefined)
    report(
      `${direction} widened`,
      direction === "request" ? `${what} may now be anything` : `${what} may be anything: handle that`,
    );
  else
    report(
      `${direction} narrowed`,
      direction === "request"
        ? `${what} may no longer be anything: send only what the type allows`
        : `${what} are no longer just anything`,
    );
}

/** Compares what a schema says of the fields that it does not name. */
function compareFurtherFields(
  { report }: Comparison,
  { additionalProperties: from = true }: JsonObject,
  { additionalProperties: to = true }: JsonObject,
  { direction, label, field }: SchemaPosition,
  below: Below,
): void {
  if (from === to) return;
  if (isObject(from) && isObject(to)) return below(from, to, field ? `${field}.*` : "*");
  const widened = from === false || to === true;
  const what = label(field);
  if (direction === "request")
    report(
      widened ? "request widened" : "request narrowed",
      widened
        ? `${what} may now have ${to === true ? "any" : "certain"} fields that the contract does not name`
        : `${what} may no longer have ${to === false ? "" : "all "}fields that the contract does not name: do not send them`,
    );
  else if (!widened)
    report(
      "response narrowed",
      `${what} no longer has ${to === false ? "" : "all "}fields that the contract does not name`,
    );
  else if (from === false)
    report("response field added", `${what} may have fields that the contract does not name`);
  else
    report(
      "response widened",
      `${what} may have fields of any type that the contract does not name: handle them`,
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
    if (KNOWN.has(keyword) || isSilent(keyword) || isDocumentation(keyword)) continue;
    if (isBound(keyword) || isType(keyword) || same(before[keyword], after[keyword])) continue;
    const to = after[keyword];
    const kind = to === undefined ? "widened" : "narrowed";
    const now =
      to === undefined ? `no longer has ${code(keyword)}` : `has another ${code(keyword)}: ${code(to)}`;
    report(direction === "request" ? `request ${kind}` : "response widened", `${what} ${now}`);
  }
}
