import { expect, test } from "vitest";
import { builtInContract } from "../src/contract/built-in.ts";
import { createRules } from "../src/faults/rules.ts";
import type { Rules } from "../src/faults/rules.ts";

const list = "im.v1.chat.list";
const operation = builtInContract.operations.find(({ id }) => id === list)!;
const rulesOf = (seed = 1): Rules => createRules(() => builtInContract, seed);

test("a delay range yields every value in it, including both ends", () => {
  const rules = rulesOf();
  rules.add(list, { delay: [50, 60] });
  const delays = Array.from({ length: 1000 }, () => rules.match(operation).delayMs);
  expect(new Set(delays)).toEqual(new Set([50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60]));
});

test("a rate is the share of requests that the rule hits, and the seed decides which", () => {
  const hitsOf = (rules: Rules): boolean[] => {
    rules.add("*", { code: 232025, rate: 0.3 });
    return Array.from({ length: 2000 }, () => rules.match(operation).rule !== undefined);
  };
  const hits = hitsOf(rulesOf(7));
  const share = hits.filter(Boolean).length / hits.length;
  expect(share).toBeGreaterThan(0.26);
  expect(share).toBeLessThan(0.34);
  expect(hitsOf(rulesOf(7))).toEqual(hits);
  expect(hitsOf(rulesOf(8))).not.toEqual(hits);
});

test("a rule without a rate does not change which requests the others hit", () => {
  const hitsOf = (before: boolean): (number | undefined)[] => {
    const rules = rulesOf(7);
    if (before) rules.add("*", { delay: 5 });
    rules.add("*", { code: 232025, rate: 0.5 });
    return Array.from({ length: 50 }, () => rules.match(operation).rule?.code);
  };
  expect(hitsOf(true)).toEqual(hitsOf(false));
});

test("the first failure and the first delay apply, and rules that are used up are removed", () => {
  const rules = rulesOf();
  const first = rules.add(list, { code: 232025, times: 1 });
  rules.add("*", { fault: "reset", delay: 20, times: 1 });
  const last = rules.add(list, { code: 232034, delay: 30 });
  expect(rules.match(operation)).toEqual({ rule: first, delayMs: 20 });
  expect(rules.list()).toEqual([last]);
  expect(rules.match(operation)).toEqual({ rule: last, delayMs: 30 });
  expect([rules.remove(last.id), rules.remove(last.id)]).toEqual([true, false]);
  expect(rules.match(operation)).toEqual({ rule: undefined, delayMs: 0 });
});

test("a rule for one operation does not apply to others", () => {
  const rules = rulesOf();
  rules.add("auth.v3.tenantAccessToken.internal", { fault: "html", delay: 5 });
  expect(rules.match(operation)).toEqual({ rule: undefined, delayMs: 0 });
});
