import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { RateLimit } from "../contract/contract.ts";
import { failureOf } from "../contract/built-in.ts";

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
        const oldest = limit === undefined ? undefined : times[times.length - limit];
        if (limit !== undefined && oldest !== undefined && oldest > now - ms)
          return { limit, waitMs: oldest + ms - now };
      }
      times.push(now);
      return undefined;
    },
    reset: () => passed.clear(),
  };
}

/**
 * 99991400 where the operation's quota of this app is used up, with the headers that say when there is room. Refused
 * requests do not count. Only where the mock was told to limit.
 */
export function withinRateLimit(call: Call): Answer | undefined {
  const { options, quotas, clock } = call.setup;
  const limits = options.rateLimit === true ? call.operation.rateLimit : options.rateLimit || undefined;
  if (!limits) return undefined;
  const key = `${call.operation.id} ${call.caller?.app.appId ?? ""}`;
  const full = quotas.take(key, limits, clock.now());
  if (!full) return undefined;
  const { status, body } = failureOf(call.setup.contract, call.operation, 99991400);
  const headers = {
    "x-ogw-ratelimit-limit": String(full.limit),
    "x-ogw-ratelimit-reset": String(Math.ceil(full.waitMs / 1000)),
  };
  // Recorded answers of this code have no `error`.
  const { error: _, ...plain } = body;
  return { status, headers, body: plain };
}
