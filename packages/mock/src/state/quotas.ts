import type { RateLimit } from "../contract/contract.ts";

/** A window that is full. */
export interface ExceededWindow {
  /** Number of requests that the window allows. */
  readonly limit: number;
  /** Milliseconds until the next request is allowed. */
  readonly waitMs: number;
}

/** Counts requests against rate limits. */
export interface Quotas {
  /**
   * Counts a request of a key, such as an operation and an app. If a window is full, counts nothing and returns the
   * window.
   */
  countRequest(key: string, limits: RateLimit, now: number): ExceededWindow | undefined;
  reset(): void;
}

/** Creates quotas with sliding windows of one second and one minute. */
export function createQuotas(): Quotas {
  const accepted = new Map<string, number[]>();
  return {
    countRequest(key, { perSecond, perMinute }, now) {
      const times = (accepted.get(key) ?? []).filter((time) => time > now - 60_000);
      accepted.set(key, times);
      for (const [limit, ms] of [[perSecond, 1000] as const, [perMinute, 60_000] as const]) {
        if (limit === undefined) continue;
        const oldest = times[times.length - limit];
        if (oldest !== undefined && oldest > now - ms) return { limit, waitMs: oldest + ms - now };
      }
      times.push(now);
      return undefined;
    },
    reset: () => accepted.clear(),
  };
}
