import { monotonic, systemClock, type Clock } from "./clock.ts";
import type { RateLimit } from "../types.ts";

/** The operation of a request, and its rate limit in the contract. */
export interface RateLimitedOperation {
  readonly operation: string;
  readonly rateLimit: RateLimit;
}

/** Delays requests to stay within a rate limit. Several clients or processes may share one. */
export interface RateLimiter {
  /** Takes a turn if one is free now, and returns whether it did. Saves the client the setup of a wait. */
  tryAcquire?(operation: RateLimitedOperation): boolean;
  /** Waits for a turn; returns at once if one is free. Rejects with the signal's reason. */
  acquire(signal: AbortSignal | undefined, operation: RateLimitedOperation): void | Promise<void>;
  /** Holds back all requests for `ms` milliseconds, after the server asked to wait. */
  pause?(ms: number, operation: RateLimitedOperation): void;
}

/**
 * Creates the default limiter. It applies the contract's limits per second and per minute to each operation, first come
 * first served. Pass one to several clients to share it. `limits` overrides the contract's limits by operation id.
 *
 * @throws {TypeError} for a limit that is not an integer of at least 1.
 */
export function createRateLimiter(
  limits: Readonly<Record<string, RateLimit>> = {},
  clock: Clock = systemClock,
): RateLimiter {
  for (const [operation, limit] of Object.entries(limits)) checkLimit(operation, limit);
  const gates = new Map<string, Gate>();
  const gateOf = ({ operation, rateLimit }: RateLimitedOperation): Gate => {
    let gate = gates.get(operation);
    if (!gate) gates.set(operation, (gate = createGate(limits[operation] ?? rateLimit, clock)));
    return gate;
  };
  return {
    tryAcquire: (operation) => gateOf(operation).tryAcquire(),
    acquire: (signal, operation) => gateOf(operation).acquire(signal),
    pause: (ms, operation) => gateOf(operation).pause(ms),
  };
}

function checkLimit(operation: string, limit: RateLimit): void {
  for (const [name, value] of Object.entries(limit)) {
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 1))
      throw new TypeError(`createRateLimiter: ${name} of ${operation} must be an integer of at least 1`);
  }
}

interface Gate {
  tryAcquire(): boolean;
  acquire(signal: AbortSignal | undefined): void | Promise<void>;
  pause(ms: number): void;
}

interface Waiter {
  readonly turn: () => void;
  readonly fail: (reason: unknown) => void;
}

interface Window {
  readonly ms: number;
  readonly limit: number;
  /** Ring buffer of the times of the last `limit` requests. Once it is full, the oldest is at `next`. */
  readonly log: number[];
  next: number;
}

/** A sliding log per window. It is exact; a token bucket would let twice the limit pass around its refill. */
function createGate({ per_second, per_minute }: RateLimit, clock: Clock): Gate {
  const windows = [createWindow(per_second, 1000), createWindow(per_minute, 60_000)].filter(
    (window) => window !== undefined,
  );
  const queue: Waiter[] = [];
  const now = monotonic(clock);
  let pausedUntil = -Infinity;
  let draining: AbortController | undefined;

  /** Time at which the next request may be sent. */
  function freeAt(): number {
    return windows.reduce(
      (latest, { log, next, ms }) => Math.max(latest, (log[next] ?? -Infinity) + ms),
      pausedUntil,
    );
  }

  function record(time: number): void {
    for (const window of windows) {
      window.log[window.next] = time;
      window.next = (window.next + 1) % window.limit;
    }
  }

  function tryAcquire(): boolean {
    const time = now();
    const isFree = queue.length === 0 && freeAt() <= time;
    if (isFree) record(time);
    return isFree;
  }

  async function drain(signal: AbortSignal): Promise<void> {
    while (queue.length > 0) {
      const wait = freeAt() - now();
      if (wait > 0) {
        await clock.sleep(wait, signal);
        continue;
      }
      record(now());
      queue.shift()?.turn();
    }
    draining = undefined;
  }

  return {
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    tryAcquire,
    acquire(signal) {
      if (tryAcquire()) return undefined;
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          turn() {
            signal?.removeEventListener("abort", leave);
            resolve();
          },
          fail(reason) {
            signal?.removeEventListener("abort", leave);
            reject(reason);
          },
        };
        const leave = (): void => {
          waiter.fail(signal?.reason);
          queue.splice(queue.indexOf(waiter), 1);
          if (queue.length > 0) return;
          // Stop the timer when the queue is empty.
          draining?.abort();
          draining = undefined;
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener("abort", leave, { once: true });
        queue.push(waiter);
        if (draining) return;
        const { signal: idle } = (draining = new AbortController());
        drain(idle).catch((error: unknown) => {
          if (idle.aborted) return;
          // A clock that fails to sleep must not block the queue.
          draining = undefined;
          for (const { fail } of queue.splice(0)) fail(error);
        });
      });
    },
  };
}

function createWindow(limit: number | undefined, ms: number): Window | undefined {
  return limit === undefined ? undefined : { ms, limit, log: [], next: 0 };
}
