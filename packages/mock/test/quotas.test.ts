import { expect, test } from "vitest";
import { createQuotas } from "../src/state/quotas.ts";

test("limits requests per second with a sliding window", () => {
  const quotas = createQuotas();
  const take = (now: number): unknown => quotas.take("a", { perSecond: 2 }, now);
  expect([take(5000), take(5400)]).toEqual([undefined, undefined]);
  expect(take(5400)).toEqual({ limit: 2, waitMs: 600 });
  expect(take(5999)).toEqual({ limit: 2, waitMs: 1 });
  // Refused requests do not count.
  expect([take(6000), take(6399)]).toEqual([undefined, { limit: 2, waitMs: 1 }]);
});

test("limits requests per minute, alone or with a limit per second", () => {
  const quotas = createQuotas();
  const both = { perSecond: 2, perMinute: 3 };
  for (const [key, limits] of [
    ["alone", { perMinute: 3 }],
    ["beside", both],
  ] as const) {
    const take = (now: number): unknown => quotas.take(key, limits, now);
    expect([take(0), take(1000), take(2000)]).toEqual([undefined, undefined, undefined]);
    expect(take(59_999)).toEqual({ limit: 3, waitMs: 1 });
    expect([take(60_000), take(60_000)]).toEqual([undefined, { limit: 3, waitMs: 1000 }]);
  }
  expect([quotas.take("new", both, 0), quotas.take("new", both, 0)]).toEqual([undefined, undefined]);
  expect(quotas.take("new", both, 0)).toEqual({ limit: 2, waitMs: 1000 });
});

test("counts each key separately, allows everything without limits, and resets", () => {
  const quotas = createQuotas();
  const limits = { perSecond: 1 };
  for (let at = 0; at < 10; at += 1) expect(quotas.take("free", {}, 0)).toBeUndefined();
  expect([quotas.take("a", limits, 0), quotas.take("b", limits, 0)]).toEqual([undefined, undefined]);
  expect(quotas.take("a", limits, 0)).toEqual({ limit: 1, waitMs: 1000 });
  quotas.reset();
  expect(quotas.take("a", limits, 0)).toBeUndefined();
});
