import { builtInContract } from "../contract/built-in.ts";
import type { Contract, Operation } from "../contract/contract.ts";
import { randomFrom } from "../util/random.ts";
import { checkRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** An active fault rule. */
export interface ActiveRule extends Rule {
  readonly id: number;
  /** An operationId, or `*` for every operation. */
  readonly operation: string;
  /** Number of requests that the rule can still hit. Undefined for unlimited. */
  left: number | undefined;
}

/** The rules that matched a request. */
export interface MatchedFault {
  /** A rule with `code` or `fault`. */
  readonly rule: ActiveRule | undefined;
  readonly delayMs: number;
}

/** The fault rules of a mock. */
export interface Rules {
  /**
   * Adds a rule. Throws a TypeError for an invalid rule, and for an unknown operation or code, with a list of the known
   * ones. `place` starts the message.
   */
  add(operation: string, rule: Rule, place?: string): ActiveRule;
  /** Returns false for an unknown id. */
  remove(id: number): boolean;
  list(): readonly ActiveRule[];
  /** The first failure and the first delay that hit this request, in the order in which the rules were added. */
  match(operation: Operation): MatchedFault;
  reset(): void;
}

/** Creates rules for the operations of the current contract. The seed decides which requests a `rate` hits. */
export function createRules(contractOf: () => Contract, seed: number): Rules {
  let rules: ActiveRule[] = [];
  let random = randomFrom(seed);
  let lastId = 0;
  const draw = (): number => random.below(2 ** 32) / 2 ** 32;

  function hits(rule: ActiveRule): boolean {
    if (rule.rate !== undefined && draw() >= rule.rate) return false;
    if (rule.left !== undefined) rule.left -= 1;
    if (rule.left === 0) rules = rules.filter((active) => active !== rule);
    return true;
  }

  return {
    add(operation, options, place = `fail(${JSON.stringify(operation)})`) {
      const rule = checkRule(options, place);
      const contract = contractOf();
      const ids = contract.operations.map(({ id }) => id);
      if (operation !== "*" && !ids.includes(operation))
        throw new TypeError(`${place}: unknown operation; known: *, ${ids.join(", ")}`);
      if (rule.code !== undefined) checkCode(contract, operation, rule.code, place);
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
    match({ id }) {
      let failure: ActiveRule | undefined;
      let delayMs: number | undefined;
      for (const rule of rules) {
        const isFailure = rule.code !== undefined || rule.fault !== undefined;
        const isUseful = (isFailure && !failure) || (rule.delay !== undefined && delayMs === undefined);
        if (!isUseful || (rule.operation !== "*" && rule.operation !== id) || !hits(rule)) continue;
        if (isFailure) failure ??= rule;
        if (rule.delay !== undefined) delayMs ??= delayOf(rule.delay, draw);
      }
      return { rule: failure, delayMs: delayMs ?? 0 };
    },
    reset() {
      rules = [];
      random = randomFrom(seed);
    },
  };
}

function delayOf(delay: NonNullable<Rule["delay"]>, draw: () => number): number {
  if (typeof delay === "number") return delay;
  const [smallest, largest] = delay;
  return Math.round(smallest + draw() * (largest - smallest));
}

function checkCode(contract: Contract, operation: string, code: number, place: string): void {
  const matching = contract.operations.filter(({ id }) => operation === "*" || id === operation);
  const codes = [...matching, ...builtInContract.operations].flatMap(({ failures }) => [...failures.keys()]);
  if (codes.includes(code)) return;
  const known = [...new Set(codes)].toSorted((left, right) => left - right);
  throw new TypeError(`${place}: unknown code ${code}; known: ${known.join(", ")}`);
}
