import { systemClock, type Clock } from "./clock.ts";
import type { RateLimit } from "./types.ts";

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
 */
export function createRateLimiter(
  limits: Readonly<Record<string, RateLimit>> = {},
  clock: Clock = systemClock,
): RateLimiter {
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

interface Gate {
  tryAcquire(): boolean;
  acquire(signal: AbortSignal | undefined): void | Promise<void>;
  pause(ms: number): void;
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
  const queue: (() => void)[] = [];
  let pausedUntil = -Infinity;
  let draining: AbortController | undefined;

  /** When the next request may be sent. */
  function freeAt(): number {
    return windows.reduce(
      (latest, { log, next, ms }) => Math.max(latest, (log[next] ?? -Infinity) + ms),
      pausedUntil,
    );
  }

  function record(now: number): void {
    for (const one of windows) {
      one.log[one.next] = now;
      one.next = (one.next + 1) % one.limit;
    }
  }

  function tryAcquire(): boolean {
    const now = clock.now();
    const isFree = queue.length === 0 && freeAt() <= now;
    if (isFree) record(now);
    return isFree;
  }

  async function drain(signal: AbortSignal): Promise<void> {
    while (queue.length > 0) {
      const wait = freeAt() - clock.now();
      if (wait > 0) {
        await clock.sleep(wait, signal);
        continue;
      }
      record(clock.now());
      queue.shift()?.();
    }
    draining = undefined;
  }

  return {
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
    tryAcquire,
    acquire(signal) {
      if (tryAcquire()) return undefined;
      return new Promise((resolve, reject) => {
        const turn = (): void => {
          signal?.removeEventListener("abort", leave);
          resolve();
        };
        const leave = (): void => {
          reject(signal?.reason);
          queue.splice(queue.indexOf(turn), 1);
          if (queue.length > 0) return;
          // Nobody waits any more: neither may a timer.
          draining?.abort();
          draining = undefined;
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener("abort", leave, { once: true });
        queue.push(turn);
        if (draining) return;
        draining = new AbortController();
        drain(draining.signal).catch(() => {});
      });
    },
  };
}

function window(limit: number | undefined, ms: number): Window | undefined {
  return limit === undefined ? undefined : { ms, limit, log: [], next: 0 };
}
