import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, same, type Comparison } from "./comparison.ts";
import type { Direction } from "./spot.ts";

/** What a bound says of a value, and which way is tighter. */
const BOUNDS: {
  readonly [keyword: string]: { readonly tighter: -1 | 1; readonly says: (bound: number) => string };
} = {
  maximum: { tighter: -1, says: (bound) => `be ${bound}` },
  exclusiveMaximum: { tighter: -1, says: (bound) => `be anything below ${bound}` },
  minimum: { tighter: 1, says: (bound) => `be ${bound}` },
  exclusiveMinimum: { tighter: 1, says: (bound) => `be anything above ${bound}` },
  maxLength: { tighter: -1, says: (bound) => `have ${bound} characters` },
  minLength: { tighter: 1, says: (bound) => `have ${bound} characters` },
  maxItems: { tighter: -1, says: (bound) => `have ${bound} entries` },
  minItems: { tighter: 1, says: (bound) => `have ${bound} entries` },
  maxProperties: { tighter: -1, says: (bound) => `have ${bound} fields` },
  minProperties: { tighter: 1, says: (bound) => `have ${bound} fields` },
};
/** Numbers' formats, each of which takes all that those before it take. */
const WIDTHS = [
  ["int32", "int64"],
  ["float", "double"],
];
/** Those whose values have no order: any change but removal is a tighter one. */
const PLAIN = ["pattern", "format", "multipleOf", "uniqueItems"];

/** Whether {@link compareBounds} judges a keyword. */
export function isBound(keyword: string): boolean {
  return Object.hasOwn(BOUNDS, keyword) || PLAIN.includes(keyword);
}

/** The bound that leaves fewer values; `undefined` for what are no two bounds. */
export function tighterBound(keyword: string, left: unknown, right: unknown): number | undefined {
  const bound = Object.hasOwn(BOUNDS, keyword) ? BOUNDS[keyword] : undefined;
  if (!bound || typeof left !== "number" || typeof right !== "number") return undefined;
  return (right - left) * bound.tighter > 0 ? right : left;
}

/** How long, how large, of which form. */
export function compareBounds(
  { say }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const tell = (tightened: boolean, looser: string, tighter: string): void => {
    if (direction === "request")
      say(tightened ? "request narrowed" : "request widened", `${what} ${tightened ? tighter : looser}`);
    else
      say(
        tightened ? "answer's bound tightened" : "answer's bound loosened",
        `${what} ${tightened ? tighter.replace(/: callers.*/, "") : looser}`,
      );
  };
  for (const [keyword, { tighter, says }] of Object.entries(BOUNDS)) {
    const [from, to] = [before[keyword], after[keyword]];
    if (from === to) continue;
    const open = tighter * -Infinity;
    const [old, now] = [Number(from ?? open), Number(to ?? open)];
    const end = tighter === 1 ? "at least" : "at most";
    tell(
      (now - old) * tighter > 0,
      to === undefined ? `has no ${code(keyword)} any more` : `may now ${says(now)}`,
      `must ${says(now)} ${end}${from === undefined ? "" : `, not ${old}`}: callers that send ${tighter === 1 ? "less" : "more"} break`,
    );
  }
  for (const keyword of PLAIN) {
    const [from, to] = [before[keyword], after[keyword]];
    if (same(from, to)) continue;
    const wider = WIDTHS.some(
      (widths) => widths.includes(String(from)) && widths.indexOf(String(to)) > widths.indexOf(String(from)),
    );
    tell(
      to !== undefined && !wider,
      wider ? `may now be ${code(to)}` : `has no ${code(keyword)} any more`,
      `must keep to ${code(keyword)} ${code(to)}: callers that send other values break`,
    );
  }
}
