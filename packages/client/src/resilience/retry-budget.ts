/** Limits the retries of a client in total, so that retries do not make an outage worse. */
export interface RetryBudget {
  /** Takes the cost of a retry. Returns false if too little is left; the call then fails without a retry. */
  take(cost: number): boolean;
  /** Returns an amount to the budget, after a success. */
  give(amount: number): void;
}

/**
 * Costs of a retry. A 429 costs the server little, so a retry after it costs less than after a transient
 * failure. `none` is what a success without a retry returns to the budget.
 */
export const RETRY_COST = { transient: 14, rateLimit: 5, none: 1 } as const;

/**
 * Creates a budget of `capacity` (default 500), full at the start: about 35 retries against a server that is down. A call
 * that succeeds after a retry returns the cost of its last retry; one that succeeds at the first attempt returns 1.
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
