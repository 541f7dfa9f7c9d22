import type { Contract, Operation } from "../contract/contract.ts";
import { builtInContract } from "../contract/built-in.ts";
import { randomFrom } from "../tenant/random.ts";
import { checkRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** A rule that is in force. */
export interface ActiveRule extends Rule {
  readonly id: number;
  /** An operationId, or `*` for every operation. */
  readonly operation: string;
  /** How many requests it may still hit; undefined for any number. */
  left: number | undefined;
}

/** What a request meets. */
export interface Encounter {
  readonly rule: ActiveRule | undefined;
  readonly delayMs: number;
}

/** What was asked to go wrong. */
export interface Rules {
  /**
   * Throws a TypeError for an unknown operation or code, and for a rule that makes no sense, naming what is known and
   * the place where it was said.
   */
  add(operation: string, rule: Rule, place?: string): ActiveRule;
  /** False where there is none of that id. */
  remove(id: number): boolean;
  list(): readonly ActiveRule[];
  /** The first failure and the first delay that hit this request, in the order in which they were said. */
  meet(operation: Operation): Encounter;
  reset(): void;
}

/** Rules over the operations of the contract that is served; chance and ranges follow the seed. */
export function createRules(contractOf: () => Contract, seed: number): Rules {
  let rules: ActiveRule[] = [];
  let random = randomFrom(seed);
  let lastId = 0;
  const chance = (): number => random.below(2 ** 32) / 2 ** 32;

  function hits(rule: ActiveRule): boolean {
    if (rule.rate !== undefined && chance() >= rule.rate) return false;
    if (rule.left !== undefined) rule.left -= 1;
    if (rule.left === 0) rules = rules.filter((other) => other !== rule);
    return true;
  }

  return {
    add(operation, given, place = `fail(${JSON.stringify(operation)})`) {
      const rule = checkRule(given, place);
      const contract = contractOf();
      const ids = contract.operations.map(({ id }) => id);
      if (operation !== "*" && !ids.includes(operation))
        throw new TypeError(`${place}: unknown operation; known: *, ${ids.join(", ")}`);
      if (rule.code !== undefined) refuseUnknownCode(contract, operation, rule.code, place);
      const active: ActiveRule = { ...rule, id: (lastId += 1), operation, left: rule.times };
      rules = [...rules, active];
      return active;
    },
    remove(id) {
      const before = rules.length;
      rules = rules.filter((rule) => rule.id !== id);
      return rules.length < before;
    },
    list: () => rules,
    meet({ id }) {
      let failure: ActiveRule | undefined;
      let delayMs: number | undefined;
      for (const rule of rules) {
        const isFailure = rule.code !== undefined || rule.fault !== undefined;
        const isWanted = (isFailure && !failure) || (rule.delay !== undefined && delayMs === undefined);
        if (!isWanted || (rule.operation !== "*" && rule.operation !== id) || !hits(rule)) continue;
        if (isFailure) failure ??= rule;
        if (rule.delay !== undefined) delayMs ??= delayOf(rule.delay, chance);
      }
      return { rule: failure, delayMs: delayMs ?? 0 };
    },
    reset() {
      rules = [];
      random = randomFrom(seed);
    },
  };
}

function delayOf(delay: NonNullable<Rule["delay"]>, chance: () => number): number {
  if (typeof delay === "number") return delay;
  const [smallest, largest] = delay;
  return Math.round(smallest + chance() * (largest - smallest));
}

function refuseUnknownCode(contract: Contract, operation: string, code: number, place: string): void {
  const own = contract.operations.filter(({ id }) => operation === "*" || id === operation);
  const codes = [...own, ...builtInContract.operations].flatMap(({ failures }) => [...failures.keys()]);
  if (codes.includes(code)) return;
  const known = [...new Set(codes)].toSorted((one, other) => one - other);
  throw new TypeError(`${place}: unknown code ${code}; known: ${known.join(", ")}`);
}
