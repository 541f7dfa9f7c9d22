import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, same, type Comparison } from "./comparison.ts";
import type { Direction } from "./schema-position.ts";

/** Each bound: the direction in which it is tighter, and how a sentence states it. */
const BOUNDS: {
  readonly [keyword: string]: { readonly tighter: -1 | 1; readonly states: (bound: string) => string };
} = {
  maximum: { tighter: -1, states: (bound) => `be ${bound}` },
  exclusiveMaximum: { tighter: -1, states: (bound) => `be below ${bound}` },
  minimum: { tighter: 1, states: (bound) => `be ${bound}` },
  exclusiveMinimum: { tighter: 1, states: (bound) => `be above ${bound}` },
  maxLength: { tighter: -1, states: (bound) => `have ${bound} characters` },
  minLength: { tighter: 1, states: (bound) => `have ${bound} characters` },
  maxItems: { tighter: -1, states: (bound) => `have ${bound} entries` },
  minItems: { tighter: 1, states: (bound) => `have ${bound} entries` },
  maxProperties: { tighter: -1, states: (bound) => `have ${bound} fields` },
  minProperties: { tighter: 1, states: (bound) => `have ${bound} fields` },
};
/** Number formats; each accepts all values of the formats before it. */
const WIDTHS = [
  ["int32", "int64"],
  ["float", "double"],
];
/** Keywords whose values have no order: every change except removal counts as tighter. */
const UNORDERED = ["pattern", "format", "multipleOf", "uniqueItems"];

/** Whether {@link compareBounds} compares a keyword. */
export function isBound(keyword: string): boolean {
  return Object.hasOwn(BOUNDS, keyword) || UNORDERED.includes(keyword);
}

/** The tighter of two bounds; `undefined` when the values are not two numeric bounds. */
export function tighterBound(keyword: string, left: unknown, right: unknown): number | undefined {
  const bound = Object.hasOwn(BOUNDS, keyword) ? BOUNDS[keyword] : undefined;
  if (!bound || typeof left !== "number" || typeof right !== "number") return undefined;
  return (right - left) * bound.tighter > 0 ? right : left;
}

/** Compares length, size, pattern and format. */
export function compareBounds(
  { report }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const add = (tightened: boolean, looser: string, tighter: string): void => {
    if (direction === "request")
      report(tightened ? "request narrowed" : "request widened", `${what} ${tightened ? tighter : looser}`);
    else
      report(
        tightened ? "response bound tightened" : "response bound loosened",
        `${what} ${tightened ? tighter.replace(/: callers.*/, "") : looser}`,
      );
  };
  for (const [keyword, { tighter, states }] of Object.entries(BOUNDS)) {
    const [from, to] = [before[keyword], after[keyword]];
    if (from === to) continue;
    const open = tighter * -Infinity;
    const [old, now] = [Number(from ?? open), Number(to ?? open)];
    const limit = keyword.startsWith("exclusive") ? "" : tighter === 1 ? "at least " : "at most ";
    add(
      (now - old) * tighter > 0,
      to === undefined ? `no longer has ${code(keyword)}` : `may now ${states(String(now))}`,
      `must ${states(limit + now)}${from === undefined ? "" : `, not ${old}`}: callers that send ${tighter === 1 ? "less" : "more"} break`,
    );
  }
  for (const keyword of UNORDERED) {
    const [from, to] = [before[keyword], after[keyword]];
    if (same(from, to)) continue;
    const wider = WIDTHS.some(
      (widths) => widths.includes(String(from)) && widths.indexOf(String(to)) > widths.indexOf(String(from)),
    );
    add(
      to !== undefined && !wider,
      wider ? `may now be ${code(to)}` : `no longer has ${code(keyword)}`,
      `must satisfy ${code(keyword)} ${code(to)}: callers that send other values break`,
    );
  }
}
