import type { Contract } from "@feishu-openapi/codegen/load-contract.ts";
import { ContractError } from "@feishu-openapi/codegen/contract-error.ts";
import { compareContracts, EVERYWHERE } from "./compare/contracts.ts";
import { redoclyVerdicts } from "./redocly.ts";
import { typeGate } from "./type-gate.ts";
import { BUMPS, type Verdict } from "./verdict.ts";

/**
 * What a change of the contract means for a caller: by our own rules, by those of `redocly diff`, and by the compiler.
 * A later voice adds only what the earlier ones rate lower at the same place. Empty for contracts that promise the same.
 */
export async function judge(before: Contract, after: Contract): Promise<Verdict[]> {
  if (before.sha256 === after.sha256) return [];
  // The child works while the compiler does.
  const redocly = redoclyVerdicts([{ before, after }]);
  const types = gate(before, after);
  return combine(compareContracts(before, after), (await redocly)[0] ?? [], types);
}

/** The three voices as one list: the bump is the largest of all. */
export function combine(
  own: readonly Verdict[],
  redocly: readonly Verdict[],
  types: readonly Verdict[],
): Verdict[] {
  const all = [...own];
  for (const further of [...redocly, ...types])
    if (!all.some((known) => covers(known, further))) all.push(further);
  return merge(all);
}

/** Whether a verdict says as much as another one of another voice. */
function covers(known: Verdict, further: Verdict): boolean {
  const near =
    known.place === further.place ||
    known.place === EVERYWHERE ||
    // A type's name, or a component, belongs to no operation.
    further.place === EVERYWHERE;
  // What it makes of the mock our table knows better: redocly knows of no mock.
  return near && BUMPS.indexOf(known.bump.client) >= BUMPS.indexOf(further.bump.client);
}

/** What several operations share is said once. */
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

/** The generator may have become stricter since the old contract: then there are no old types to hold to. */
function gate(before: Contract, after: Contract): Verdict[] {
  try {
    return typeGate([{ before, after }])[0] ?? [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return [];
  }
}
