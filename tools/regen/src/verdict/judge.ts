import type { Contract } from "@feishu-openapi/codegen/load-contract.ts";
import { compareContracts } from "./compare/contracts.ts";
import type { Verdict } from "./verdict.ts";

/** Returns what a change of the contract means for callers; empty when the contracts are the same. */
export function judge(before: Contract, after: Contract): Verdict[] {
  return before.sha256 === after.sha256 ? [] : merge(compareContracts(before, after));
}

/** Reports a change that several operations share once, with all their ids. */
function merge(verdicts: readonly Verdict[]): Verdict[] {
  const merged = new Map<string, Verdict>();
  for (const each of verdicts) {
    const key = `${each.kind}\n${each.sentence}`;
    const other = merged.get(key);
    const places = new Set(other ? [...other.place.split(", "), each.place] : [each.place]);
    merged.set(key, { ...each, place: [...places].join(", ") });
  }
  return [...merged.values()];
}
