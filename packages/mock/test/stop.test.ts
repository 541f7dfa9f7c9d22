import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stopOnSignal } from "../src/cli/stop.ts";

/** The registered signal handlers and the exit codes. */
let handlers: Map<string | symbol, () => void>;
let codes: unknown[];

beforeEach(() => {
  handlers = new Map();
  codes = [];
  vi.useFakeTimers();
  vi.spyOn(process, "on").mockImplementation((name, handler) => {
    handlers.set(name, handler as () => void);
    return process;
  });
  vi.spyOn(process, "exit").mockImplementation((code) => void codes.push(code) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const never = (): Promise<void> => new Promise(() => {});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 0],
])("closes on %s and then exits with %i", async (signal, code) => {
  let closed = (): void => {};
  const close = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (closed = resolve)));
  stopOnSignal(close);
  expect([handlers.size, close.mock.calls.length]).toEqual([2, 0]);
  handlers.get(signal)!();
  await vi.advanceTimersByTimeAsync(599);
  expect([close.mock.calls.length, codes]).toEqual([1, []]);
  closed();
  await vi.advanceTimersByTimeAsync(0);
  expect(codes).toEqual([code]);
});

test("exits at once on a second signal of any kind", () => {
  const close = vi.fn(never);
  stopOnSignal(close);
  handlers.get("SIGINT")!();
  expect(codes).toEqual([]);
  handlers.get("SIGTERM")!();
  expect(codes).toEqual([0]);
});

test("waits up to 600 ms for close", async () => {
  stopOnSignal(never);
  handlers.get("SIGINT")!();
  await vi.advanceTimersByTimeAsync(599);
  expect(codes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual([130]);
});
