/** The mock's clock, in milliseconds since 1970: the system time plus an offset that tests can increase. */
export interface MockClock {
  now(): number;
  /** The offset from the system time, in milliseconds. */
  ahead(): number;
  /** Increases the offset, so that tokens expire and rate limits refill. Throws a RangeError for a negative number. */
  advance(ms: number): void;
  /** Sets the offset to 0. */
  reset(): void;
}

/** Creates a clock over the system time, or over the given function. */
export function createClock(now: () => number = Date.now): MockClock {
  let ahead = 0;
  return {
    now: () => now() + ahead,
    ahead: () => ahead,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError(`advance takes milliseconds, 0 or more, got ${ms}`);
      ahead += ms;
    },
    reset() {
      ahead = 0;
    },
  };
}
