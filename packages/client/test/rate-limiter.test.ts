import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Clock } from "../src/resilience/clock.ts";
import { createClient, createRateLimiter } from "../src/index.ts";
import { respond, pageOf, serve } from "./support/server.ts";

const token = "t-0123456789abcdef";
const list = { operation: "im.v1.chat.list", rateLimit: { per_second: 50, per_minute: 1000 } };

/** A clock that only the test advances; sleepers wake in the order of their times. */
class TestClock implements Clock {
  private time = 0;
  private readonly sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.time + ms, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener("abort", () => {
        this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
        reject(signal.reason);
      });
    });
  }

  /** The number of pending sleeps. */
  get sleeping(): number {
    return this.sleepers.length;
  }

  /** Advances time and wakes sleepers in order; the effects of each wake-up happen before the next one. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const next = this.sleepers.toSorted((left, right) => left.at - right.at)[0];
      if (!next || next.at > end) break;
      this.sleepers.splice(this.sleepers.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.wake();
      await settle();
    }
    this.time = end;
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve();
}

/** The largest number of requests within any window of `ms` milliseconds. */
function busiest(times: readonly number[], windowMs: number): number {
  let from = 0;
  return times.reduce((most, time, index) => {
    while ((times[from] ?? 0) <= time - windowMs) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
}

test("requests within the limit pass at once, and the next one waits until the window has moved on", async () => {
  const clock = new TestClock();
  const limiter = createRateLimiter({}, clock);
  for (let request = 0; request < 50; request++) expect(limiter.acquire(undefined, list)).toBeUndefined();
  const passed = vi.fn();
  void Promise.resolve(limiter.acquire(undefined, list)).then(passed);
  await clock.advance(999);
  expect(passed).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(passed).toHaveBeenCalledTimes(1);
});

test("over 10,000 random schedules no window is exceeded, and every request passes in order", async () => {
  const schedule = fc.record({
    per_second: fc.integer({ min: 1, max: 5 }),
    per_minute: fc.integer({ min: 1, max: 12 }),
    gaps: fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 30_000 })),
      { maxLength: 25 },
    ),
    pauses: fc.array(fc.record({ before: fc.nat(24), ms: fc.integer({ min: 0, max: 5000 }) }), {
      maxLength: 2,
    }),
  });
  await fc.assert(
    fc.asyncProperty(schedule, async ({ per_second, per_minute, gaps, pauses }) => {
      const clock = new TestClock();
      const limiter = createRateLimiter({}, clock);
      const operation = { operation: "x", rateLimit: { per_second, per_minute } };
      const passed: { order: number; at: number }[] = [];
      // Collected, since `expect` takes longer than the limiter.
      const early: number[] = [];
      let pausedUntil = 0;
      for (const [order, gap] of gaps.entries()) {
        await clock.advance(gap);
        for (const { before, ms } of pauses) {
          if (before !== order) continue;
          limiter.pause?.(ms, operation);
          pausedUntil = Math.max(pausedUntil, clock.now() + ms);
        }
        const asked = clock.now();
        const turn = limiter.acquire(undefined, operation);
        const note = (): void => {
          if (clock.now() < asked) early.push(order);
          passed.push({ order, at: clock.now() });
        };
        if (turn) void turn.then(note);
        else note();
        if (!turn && clock.now() < pausedUntil) early.push(order);
      }
      await clock.advance(60_000 * 30);
      const times = passed.map(({ at }) => at);
      expect(early).toEqual([]);
      expect(passed.map(({ order }) => order)).toEqual([...gaps.keys()]);
      expect(busiest(times, 1000)).toBeLessThanOrEqual(per_second);
      expect(busiest(times, 60_000)).toBeLessThanOrEqual(per_minute);
      expect(clock.sleeping).toBe(0);
    }),
    { numRuns: 10_000 },
  );
});

test("an aborted request frees its place, and an empty queue leaves no timer", async () => {
  const clock = new TestClock();
  const limiter = createRateLimiter({ "im.v1.chat.list": { per_second: 1 } }, clock);
  void limiter.acquire(undefined, list);
  const [first, second] = [new AbortController(), new AbortController()];
  const reason = new Error("enough");
  const waiting = [limiter.acquire(first.signal, list), limiter.acquire(second.signal, list)];
  const outcomes = Promise.allSettled(waiting.map((turn) => Promise.resolve(turn)));
  expect(clock.sleeping).toBe(1);
  first.abort(reason);
  await clock.advance(1000);
  second.abort(reason);
  expect(await outcomes).toEqual([
    { status: "rejected", reason },
    { status: "fulfilled", value: undefined },
  ]);
  const last = new AbortController();
  const gone = Promise.allSettled([limiter.acquire(last.signal, list)]);
  last.abort(reason);
  await gone;
  expect(clock.sleeping).toBe(0);
});

test("a request that arrives as the window opens queues behind the waiting ones", () => {
  let now = 0;
  const clock: Clock = { now: () => now, random: () => 0.5, sleep: () => new Promise(() => {}) };
  const limiter = createRateLimiter({ "im.v1.chat.list": { per_second: 1 } }, clock);
  expect([1, 2].map(() => limiter.acquire(undefined, list))).toEqual([undefined, expect.any(Promise)]);
  now = 1000;
  expect(limiter.tryAcquire?.(list)).toBe(false);
});

test("a shorter pause does not end a longer one", async () => {
  const clock = new TestClock();
  const limiter = createRateLimiter({}, clock);
  limiter.pause?.(7000, list);
  limiter.pause?.(1000, list);
  const passed = vi.fn();
  void Promise.resolve(limiter.acquire(undefined, list)).then(passed);
  await clock.advance(6999);
  expect(passed).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(passed).toHaveBeenCalledTimes(1);
});

test("after all waiting requests were aborted, the next one passes", async () => {
  const clock = new TestClock();
  const limiter = createRateLimiter({ "im.v1.chat.list": { per_second: 1 } }, clock);
  void limiter.acquire(undefined, list);
  const controller = new AbortController();
  const gone = Promise.allSettled([limiter.acquire(controller.signal, list)]);
  controller.abort();
  await gone;
  const passed = vi.fn();
  void Promise.resolve(limiter.acquire(undefined, list)).then(passed);
  await clock.advance(1000);
  expect(passed).toHaveBeenCalledTimes(1);
});

test("each operation has its own limit", () => {
  const limiter = createRateLimiter({}, new TestClock());
  const other = { operation: "im.v1.chat.get", rateLimit: { per_second: 1 } };
  expect(limiter.acquire(undefined, other)).toBeUndefined();
  expect(limiter.acquire(undefined, list)).toBeUndefined();
  expect(limiter.acquire(undefined, other)).toBeInstanceOf(Promise);
});

test("a 429 holds back every call of the operation, in all clients that share the limiter", async () => {
  const clock = new TestClock();
  const rateLimit = createRateLimiter({}, clock);
  await using server = await serve((_request, response, index) =>
    index === 0
      ? respond(response, { code: 99991400, msg: "limit" }, 429, { "x-ogw-ratelimit-reset": "7" })
      : respond(response, pageOf([], { has_more: false })),
  );
  const [one, other] = [1, 2].map(() => createClient({ token, baseUrl: server.url, clock, rateLimit }));
  const limited = one?.im.v1.chat.list();
  const pending = [limited?.then(() => "one")];
  await vi.waitFor(() => expect(clock.sleeping).toBe(1));
  pending.push(other?.im.v1.chat.list().then(() => "other"));
  await clock.advance(6999);
  // Enough time for a wrong request to arrive.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.seen).toHaveLength(1);
  await clock.advance(1);
  expect(await Promise.all(pending.map((promise) => Promise.resolve(promise)))).toEqual(["one", "other"]);
  expect(server.seen).toHaveLength(3);
});

test("a custom limiter is called before every attempt, with the signal and the contract's limits", async () => {
  await using server = await serve((_request, response, index) =>
    respond(response, index === 0 ? "" : pageOf([], { has_more: false }), index === 0 ? 500 : 200),
  );
  const acquire = vi.fn(async () => {});
  const { signal } = new AbortController();
  await createClient({ token, baseUrl: server.url, rateLimit: { acquire } }).im.v1.chat.list({}, { signal });
  expect(acquire.mock.calls).toEqual([
    [signal, list],
    [signal, list],
  ]);
});

test("rateLimit: false waits for nothing", async () => {
  const clock = new TestClock();
  await using server = await serve((_request, response) =>
    respond(response, pageOf([], { has_more: false })),
  );
  const client = createClient({ token, baseUrl: server.url, clock, rateLimit: false });
  for (let request = 0; request < 60; request++) await client.im.v1.chat.list();
  expect(server.seen).toHaveLength(60);
});

test("a clock that is set back neither blocks requests nor lets them pass too early", async () => {
  let now = 1_000_000;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
  const limiter = createRateLimiter({}, clock);
  for (let index = 0; index < 50; index += 1) await limiter.acquire(undefined, list);
  now -= 3_600_000;
  await limiter.acquire(undefined, list);
  expect(slept).toEqual([1000]);
});

test("a clock that fails to sleep fails the waiting requests only", async () => {
  const clock: Clock = {
    now: () => 0,
    random: () => 0.5,
    sleep: () => Promise.reject(new Error("no timers here")),
  };
  const limiter = createRateLimiter({ "im.v1.chat.list": { per_second: 1 } }, clock);
  await limiter.acquire(undefined, list);
  await expect(limiter.acquire(undefined, list)).rejects.toThrow("no timers here");
  await expect(limiter.acquire(undefined, list)).rejects.toThrow("no timers here");
});

test("a server-requested wait of more than a minute holds other calls back for one minute", async () => {
  await using server = await serve((_request, response, index) =>
    index === 0
      ? respond(response, { code: 99991400, msg: "slow down" }, 429, { "x-ogw-ratelimit-reset": "3600" })
      : respond(response, pageOf(["a"], { has_more: false })),
  );
  const clock = new TestClock();
  const client = createClient({ token, baseUrl: server.url, clock });
  await expect(client.im.v1.chat.list()).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
  const next = client.im.v1.chat.list().then(({ items }) => items.length);
  await vi.waitFor(() => expect(clock.sleeping).toBe(1));
  await clock.advance(59_999);
  expect(server.seen).toHaveLength(1);
  await clock.advance(1);
  expect(await next).toBe(1);
});
