import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { systemClock } from "../src/resilience/clock.ts";

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("an aborted sleep rejects at once with the reason, and leaves no timer", async () => {
  const before = timers();
  const controller = new AbortController();
  const reason = new Error("enough");
  const waiting = systemClock.sleep(600_000, controller.signal);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(timers()).toBe(before);
});

test("a sleep with an aborted signal does not start", async () => {
  const before = timers();
  const reason = new Error("enough");
  await expect(systemClock.sleep(600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(timers()).toBe(before);
});

test("a sleep ends after its time, with or without a signal, and leaves no listener", async () => {
  const { signal } = new AbortController();
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  const waiting = systemClock.sleep(1, signal);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await expect(waiting).resolves.toBeUndefined();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
