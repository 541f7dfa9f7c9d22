import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { mapping } from "../normal/values.ts";
import { verdict, type Verdict } from "../verdict/verdict.ts";
import type { Kind } from "../verdict/kinds.ts";

/** A comparison of two contracts at one place. */
export interface Comparison {
  readonly before: Contract;
  readonly after: Contract;
  /** Adds a verdict. */
  readonly report: (kind: Kind, sentence: string) => void;
}

/** A comparison whose verdicts are added to `into`. `place`: an operation's id, or `the contract`. */
export function comparison(before: Contract, after: Contract, place: string, into: Verdict[]): Comparison {
  return {
    before,
    after,
    report(kind, sentence) {
      into.push(verdict(kind, place, sentence));
    },
  };
}

/** The verdicts of a comparison, which are not reported. */
export function verdictsOf(at: Comparison, compare: (to: Comparison) => void): Verdict[] {
  const verdicts: Verdict[] = [];
  compare({
    ...at,
    report(kind, sentence) {
      verdicts.push(verdict(kind, "", sentence));
    },
  });
  return verdicts;
}

/** Splits the entries of two maps into removed, added and kept ones. */
export function pairs<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): { removed: [string, Value][]; added: [string, Value][]; kept: [string, Value, Value][] } {
  return {
    removed: [...before].filter(([key]) => !after.has(key)),
    added: [...after].filter(([key]) => !before.has(key)),
    kept: [...before].flatMap(([key, value]): [string, Value, Value][] => {
      const other = after.get(key);
      return other === undefined ? [] : [[key, value, other]];
    }),
  };
}

/** A mapping as a map, with the `$ref` of each value resolved. */
export function entries(contract: Contract, value: unknown): Map<string, JsonObject> {
  return new Map(
    Object.entries(mapping(contract, value)).map(([key, entry]) => [key, mapping(contract, entry)]),
  );
}

/** The value as inline code of Markdown. */
export function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
