import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { systemClock } from "../src/resilience/clock.ts";

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("a wait that is aborted ends at once with the reason, and holds no timer", async () => {
  const before = timers();
  const controller = new AbortController();
  const reason = new Error("enough");
  const waiting = systemClock.sleep(600_000, controller.signal);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(timers()).toBe(before);
});

test("a wait whose signal is aborted already does not begin", async () => {
  const before = timers();
  const reason = new Error("enough");
  await expect(systemClock.sleep(600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(timers()).toBe(before);
});

test("a wait ends after its time, with a signal and without, and leaves nothing on the signal", async () => {
  const { signal } = new AbortController();
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  const waiting = systemClock.sleep(1, signal);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await expect(waiting).resolves.toBeUndefined();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
