/** What retries may cost a client in all, so that an outage is not made worse by everybody asking three times. */
export interface RetryBudget {
  /** Takes as much as a retry costs; false when there is not as much left, and then there is no retry. */
  take(cost: number): boolean;
  /** Gives back, after a success. */
  give(amount: number): void;
}

/** A retry after a transient failure costs more than one after a 429, which cost the server next to nothing. */
export const RETRY_COST = { transient: 14, rateLimit: 5 } as const;

/**
 * A budget of `capacity` (500 by default), full at the start: some 35 retries of a server that is down. A success
 * gives back what its own retry cost, and a first attempt that succeeds gives back 1.
 */
export function createRetryBudget(capacity: number = 500): RetryBudget {
  let left = capacity;
  return {
    take(cost) {
      if (cost > left) return false;
      left -= cost;
      return true;
    },
    give(amount) {
      left = Math.min(capacity, left + amount);
    },
  };
}
