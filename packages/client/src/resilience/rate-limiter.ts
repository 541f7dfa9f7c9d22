import { forward, systemClock, type Clock } from "./clock.ts";
import type { RateLimit } from "../types.ts";

/** Which operation asks, and what the contract allows it. */
export interface RateLimitedOperation {
  readonly operation: string;
  readonly rateLimit: RateLimit;
}

/** Lets requests pass no faster than a quota allows. Several clients, or several processes, may share one. */
export interface RateLimiter {
  /** Takes a turn that is free at once, and says whether there was one. Saves a client from setting up a wait. */
  tryAcquire?(operation: RateLimitedOperation): boolean;
  /** Waits for its turn; nothing to wait for may be answered at once. Rejects with the signal's reason. */
  acquire(signal: AbortSignal | undefined, operation: RateLimitedOperation): void | Promise<void>;
  /** Told that the server asked everybody to wait, in milliseconds. */
  pause?(ms: number, operation: RateLimitedOperation): void;
}

/**
 * The limiter that a client has unless told otherwise: for each operation the windows of the contract, both at once,
 * first come first served. Give one to several clients to share it. `limits` replaces the contract's numbers by
 * operation.
 *
 * @throws {TypeError} for a limit that is no whole number of at least 1.
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
      throw new TypeError(`createRateLimiter: ${name} of ${operation} must be a whole number of at least 1`);
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
  /** The times of the last requests, `limit` at most; once it is full, the oldest is at `next`. */
  readonly log: number[];
  next: number;
}

/** A sliding log of each window: exact, where a bucket would let twice as many pass around its refill. */
function createGate({ per_second, per_minute }: RateLimit, clock: Clock): Gate {
  const windows = [window(per_second, 1000), window(per_minute, 60_000)].filter((one) => one !== undefined);
  const queue: Waiter[] = [];
  const now = forward(clock);
  let pausedUntil = -Infinity;
  let draining: AbortController | undefined;

  /** When the next request may be sent. */
  function freeAt(): number {
    return windows.reduce(
      (latest, { log, next, ms }) => Math.max(latest, (log[next] ?? -Infinity) + ms),
      pausedUntil,
    );
  }

  function record(time: number): void {
    for (const one of windows) {
      one.log[one.next] = time;
      one.next = (one.next + 1) % one.limit;
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
          // Nobody waits any more: neither may a timer.
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
          // A clock that cannot sleep must not keep anybody waiting.
          draining = undefined;
          for (const { fail } of queue.splice(0)) fail(error);
        });
      });
    },
  };
}

function window(limit: number | undefined, ms: number): Window | undefined {
  return limit === undefined ? undefined : { ms, limit, log: [], next: 0 };
}
