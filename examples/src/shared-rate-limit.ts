// Several processes hold one quota together: a limiter of rate-limiter-flexible over Redis, behind the interface that
// the client asks. Its windows are fixed, not sliding: around a border twice a window's number may pass at once.
import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimiter } from "@feishu-openapi/client";
import type { Redis } from "ioredis";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

/** A limiter for all processes that use this Redis for the same app and tenant. Redis going away is an error of the call. */
export function redisRateLimiter(redis: Redis, appAndTenant: string): RateLimiter {
  const windows = new Map<string, RateLimiterRedis>();
  const windowOf = (operation: string, points: number, duration: number): RateLimiterRedis => {
    const keyPrefix = `feishu:${operation}:${duration}`;
    const known =
      windows.get(keyPrefix) ?? new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration });
    windows.set(keyPrefix, known);
    return known;
  };
  return {
    async acquire(signal, { operation, rateLimit: { per_second, per_minute } }) {
      // The longer window first: a place in the shorter one would be gone before its turn comes.
      if (per_minute) await takePlace(windowOf(operation, per_minute, 60), appAndTenant, signal);
      if (per_second) await takePlace(windowOf(operation, per_second, 1), appAndTenant, signal);
    },
  };
}

async function takePlace(
  window: RateLimiterRedis,
  key: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    try {
      await window.consume(key);
      return;
    } catch (full) {
      if (!(full instanceof RateLimiterRes)) throw full;
      await sleep(full.msBeforeNext, undefined, signal && { signal });
    }
  }
}
