import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { CHOICES } from "../normal/alternatives.ts";
import type { Direction } from "../normal/direction.ts";
import { restricts } from "../normal/keywords.ts";
import { typesOf } from "../normal/types.ts";
import { list, same } from "../normal/values.ts";
import { code, verdictsOf, type Comparison } from "./comparison.ts";
import type { SchemaPosition } from "./schema-position.ts";

/** Compares two schemas inside the ones that are being compared. `to`: where it reports; default: to the same list. */
export type Below = (
  left: unknown,
  right: unknown,
  field: string,
  options?: { readonly to?: Comparison; readonly direction?: Direction },
) => void;

/** Wraps a schema in the `anyOf` or `oneOf` of the other side, if that consists of nothing else. */
export function asChoice(schema: JsonObject, other: JsonObject): JsonObject {
  const [keyword = "", ...further] = Object.keys(other).filter(restricts);
  if (further.length > 0 || !isChoice(keyword) || CHOICES.some((choice) => choice in schema)) return schema;
  const split = (inside: boolean): JsonObject =>
    Object.fromEntries(Object.entries(schema).filter(([key]) => restricts(key) === inside));
  return { ...split(false), [keyword]: [split(true)] };
}

function isChoice(keyword: string): boolean {
  return CHOICES.some((choice) => choice === keyword);
}

/** Compares the alternatives of two schemas. */
export function compareAlternatives(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  position: SchemaPosition,
  below: Below,
): void {
  const [[from, ...othersFrom], [to, ...othersTo]] = [before, after].map((schema) =>
    CHOICES.filter((keyword) => keyword in schema),
  ) as [string[], string[]];
  if (from === undefined || to === undefined || from === to || othersFrom.length + othersTo.length > 0) {
    for (const keyword of CHOICES)
      compareBranches(comparison, before[keyword], after[keyword], false, position, below);
    return;
  }
  compareBranches(comparison, before[from], after[to], false, position, below);
  const what = position.label(position.field);
  if (position.direction === "response")
    comparison.report(
      "response alternatives",
      `${what} may match ${to === "oneOf" ? "only one" : "several"} of its forms`,
    );
  else if (to === "oneOf")
    comparison.report("request narrowed", `${what} must match only one of its forms: send a value that does`);
  else comparison.report("request widened", `${what} may now match several of its forms`);
}

/** Compares the conditions of `allOf` that cannot be merged into their schema. */
export function compareConditions(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  position: SchemaPosition,
  below: Below,
): void {
  compareBranches(comparison, before["allOf"], after["allOf"], true, position, below);
}

function compareBranches(
  comparison: Comparison,
  before: unknown,
  after: unknown,
  all: boolean,
  { direction, label, field }: SchemaPosition,
  below: Below,
): void {
  const { report } = comparison;
  const [left, right] = [list(before), list(after)];
  const unpaired = right.filter((branch) => !left.some((other) => same(branch, other)));
  const changed: unknown[] = [];
  for (const branch of left) {
    const equal = right.find((other) => same(branch, other));
    // What they refer to may differ.
    if (equal === undefined) changed.push(branch);
    else below(branch, equal, field);
  }
  while (changed.length > 0 && unpaired.length > 0) {
    const [branch, other] = closest(
      changed,
      unpaired,
      (one, two) => verdictsOf(comparison, (to) => below(one, two, field, { to })).length,
    );
    changed.splice(changed.indexOf(branch), 1);
    unpaired.splice(unpaired.indexOf(other), 1);
    below(branch, other, field);
  }
  const what = label(field);
  const isRequest = direction === "request";
  for (const branch of unpaired)
    if (all || left.length === 0)
      report(
        `${direction} narrowed`,
        isRequest
          ? `${what} must also satisfy ${code(branch)}: send a value that does`
          : `${what} also satisfies ${code(branch)}`,
      );
    else
      report(
        `${direction} widened`,
        isRequest
          ? `${what} may now have another form (${formOf(branch)})`
          : `${what} may have another form (${formOf(branch)}): handle it`,
      );
  for (const branch of changed)
    if (all || right.length === 0)
      report(
        `${direction} widened`,
        isRequest
          ? `${what} need no longer satisfy ${code(branch)}`
          : `${what} may no longer satisfy ${code(branch)}: handle other values`,
      );
    else
      report(
        `${direction} narrowed`,
        isRequest
          ? `${what} may no longer have one of its forms (${formOf(branch)}): send another`
          : `${what} no longer has one of its forms (${formOf(branch)})`,
      );
}

/** The pair that differs least. */
function closest(
  lefts: readonly unknown[],
  rights: readonly unknown[],
  distance: (left: unknown, right: unknown) => number,
): [unknown, unknown] {
  let best: [unknown, unknown] = [lefts[0], rights[0]];
  if (lefts.length === 1 && rights.length === 1) return best;
  let least = Infinity;
  for (const left of lefts)
    for (const right of rights) {
      const far = distance(left, right);
      if (far < least) [best, least] = [[left, right], far];
    }
  return best;
}

/** Names an alternative by its fields, its values or its type. */
function formOf(branch: unknown): string {
  if (!isObject(branch)) return "anything";
  const { properties, enum: values } = branch;
  const names = isObject(properties) ? Object.keys(properties) : list(values);
  if (names.length > 0) return `${isObject(properties) ? "with " : ""}${names.map(code).join(", ")}`;
  return code(typesOf(branch)?.join(" or ") ?? branch);
}
