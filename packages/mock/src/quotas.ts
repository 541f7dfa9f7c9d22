import type { RateLimit } from "./contract/contract.ts";

/** The requests of an operation and an app within its two windows. */
export interface Quotas {
  /** Counts a request that passes; else the window that is full, its limit and the milliseconds until it has a place. */
  take(key: string, limits: RateLimit, now: number): { limit: number; waitMs: number } | undefined;
  reset(): void;
}

/** Sliding windows, exact to the millisecond. */
export function createQuotas(): Quotas {
  const passed = new Map<string, number[]>();
  return {
    take(key, { perSecond, perMinute }, now) {
      const times = (passed.get(key) ?? []).filter((time) => time > now - 60_000);
      passed.set(key, times);
      for (const [limit, ms] of [[perSecond, 1000] as const, [perMinute, 60_000] as const]) {
        if (limit === undefined) continue;
        const oldest = times[times.length - limit];
        if (oldest !== undefined && oldest > now - ms) return { limit, waitMs: oldest + ms - now };
      }
      times.push(now);
      return undefined;
    },
    reset: () => passed.clear(),
  };
}
