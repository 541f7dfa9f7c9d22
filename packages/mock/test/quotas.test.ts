import { expect, test } from "vitest";
import { createQuotas } from "../src/state/quotas.ts";

test("limits requests per second with a sliding window", () => {
  const quotas = createQuotas();
  const count = (now: number): unknown => quotas.countRequest("a", { perSecond: 2 }, now);
  expect([count(5000), count(5400)]).toEqual([undefined, undefined]);
  expect(count(5400)).toEqual({ limit: 2, waitMs: 600 });
  expect(count(5999)).toEqual({ limit: 2, waitMs: 1 });
  // Rejected requests do not count.
  expect([count(6000), count(6399)]).toEqual([undefined, { limit: 2, waitMs: 1 }]);
});

test("limits requests per minute, alone or with a limit per second", () => {
  const quotas = createQuotas();
  const both = { perSecond: 2, perMinute: 3 };
  for (const [key, limits] of [
    ["alone", { perMinute: 3 }],
    ["beside", both],
  ] as const) {
    const count = (now: number): unknown => quotas.countRequest(key, limits, now);
    expect([count(0), count(1000), count(2000)]).toEqual([undefined, undefined, undefined]);
    expect(count(59_999)).toEqual({ limit: 3, waitMs: 1 });
    expect([count(60_000), count(60_000)]).toEqual([undefined, { limit: 3, waitMs: 1000 }]);
  }
  expect([quotas.countRequest("new", both, 0), quotas.countRequest("new", both, 0)]).toEqual([
    undefined,
    undefined,
  ]);
  expect(quotas.countRequest("new", both, 0)).toEqual({ limit: 2, waitMs: 1000 });
});

test("counts each key separately, allows everything without limits, and resets", () => {
  const quotas = createQuotas();
  const limits = { perSecond: 1 };
  for (let at = 0; at < 10; at += 1) expect(quotas.countRequest("free", {}, 0)).toBeUndefined();
  expect([quotas.countRequest("a", limits, 0), quotas.countRequest("b", limits, 0)]).toEqual([
    undefined,
    undefined,
  ]);
  expect(quotas.countRequest("a", limits, 0)).toEqual({ limit: 1, waitMs: 1000 });
  quotas.reset();
  expect(quotas.countRequest("a", limits, 0)).toBeUndefined();
});
