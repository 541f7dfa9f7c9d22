import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { tighterBound } from "../normal/bounds.ts";
import type { Direction } from "../normal/direction.ts";
import { same } from "../normal/values.ts";
import { code, type Comparison } from "./comparison.ts";

/** Each bound: the keyword of its exclusive form, the direction in which it is tighter, and what it counts. */
const BOUNDS: readonly {
  readonly keyword: string;
  readonly exclusive?: string;
  readonly tighter: -1 | 1;
  readonly counted: string;
}[] = [
  { keyword: "maximum", exclusive: "exclusiveMaximum", tighter: -1, counted: "" },
  { keyword: "minimum", exclusive: "exclusiveMinimum", tighter: 1, counted: "" },
  { keyword: "maxLength", tighter: -1, counted: " characters" },
  { keyword: "minLength", tighter: 1, counted: " characters" },
  { keyword: "maxItems", tighter: -1, counted: " entries" },
  { keyword: "minItems", tighter: 1, counted: " entries" },
  { keyword: "maxProperties", tighter: -1, counted: " fields" },
  { keyword: "minProperties", tighter: 1, counted: " fields" },
];
/** Keywords of which only some values can be ordered. */
const PARTLY_ORDERED = ["pattern", "format", "multipleOf", "uniqueItems"];

/** Whether {@link compareBounds} compares a keyword. */
export function isBound(keyword: string): boolean {
  return (
    PARTLY_ORDERED.includes(keyword) ||
    BOUNDS.some((bound) => keyword === bound.keyword || keyword === bound.exclusive)
  );
}

/** Compares length, size, pattern and format. */
export function compareBounds(
  { report }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const add = (tightened: boolean, rule: string, remedy: string): void => {
    if (direction === "request")
      report(
        tightened ? "request narrowed" : "request widened",
        tightened ? `${what} ${rule}: ${remedy}` : `${what} ${rule}`,
      );
    else
      report(
        tightened ? "response bound tightened" : "response bound loosened",
        tightened ? `${what} ${rule}` : `${what} ${rule}: handle other values`,
      );
  };
  for (const bound of BOUNDS) {
    const [from, to] = [limitOf(before, bound), limitOf(after, bound)];
    if (same(from, to)) continue;
    const { keyword, tighter, counted } = bound;
    const verb = counted ? "have" : "be";
    if (to === undefined) {
      add(false, `no longer has ${code(keyword)}`, "");
      continue;
    }
    const tightened =
      from === undefined || (to.limit - from.limit || to.excluded - from.excluded) * tighter > 0;
    const beyond = tighter === 1 ? "above" : "below";
    const limit = to.excluded ? `${beyond} ${to.limit}` : `${to.limit}${counted}`;
    const edge = to.excluded ? limit : `at ${tighter === 1 ? "least" : "most"} ${limit}`;
    const not = from === undefined || from.limit === to.limit ? "" : `, not ${from.limit}`;
    add(
      tightened,
      tightened ? `must ${verb} ${edge}${not}` : `may now ${verb} ${limit}`,
      counted
        ? `send ${tighter === 1 ? "more" : "fewer"}`
        : `send a ${tighter === 1 ? "larger" : "smaller"} one`,
    );
  }
  for (const keyword of PARTLY_ORDERED) {
    const [from, to] = [before[keyword], after[keyword]];
    if (same(from, to)) continue;
    if (to === undefined) {
      add(false, `no longer has ${code(keyword)}`, "");
      continue;
    }
    const tighter = from === undefined ? to : tighterBound(keyword, from, to);
    // Values without an order are both: a request may be refused, and a response may have new values.
    const tightened = direction === "request" ? !same(tighter, from) : same(tighter, to);
    const isWider = tighter !== undefined && !tightened;
    add(
      tightened,
      isWider ? `may now be ${code(to)} (${code(keyword)})` : `must satisfy ${code(keyword)} ${code(to)}`,
      "send a value that does",
    );
  }
}

/** A bound, and `tighter` when the value itself is excluded. */
function limitOf(
  schema: JsonObject,
  { keyword, exclusive = "", tighter }: (typeof BOUNDS)[number],
): { limit: number; excluded: number } | undefined {
  const [within, beyond] = [schema[keyword], schema[exclusive]];
  if (typeof beyond === "number") return { limit: beyond, excluded: tighter };
  return typeof within === "number" ? { limit: within, excluded: 0 } : undefined;
}
