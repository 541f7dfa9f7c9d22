/** The mock's time, in milliseconds since 1970: the machine's, and what a test has let pass on top of it. */
export interface MockClock {
  now(): number;
  /** How far a test has put it ahead of the machine's. */
  ahead(): number;
  /** Lets time pass at once, for tokens and rate limits. Negative time is refused. */
  advance(ms: number): void;
  /** Back to the machine's time. */
  reset(): void;
}

/** A clock over the machine's, or over one that a test brings. */
export function createClock(now: () => number = Date.now): MockClock {
  let ahead = 0;
  return {
    now: () => now() + ahead,
    ahead: () => ahead,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError("the clock goes forward only, by milliseconds");
      ahead += ms;
    },
    reset() {
      ahead = 0;
    },
  };
}
