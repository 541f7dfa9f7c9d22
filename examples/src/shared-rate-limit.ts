// Shares one rate limit between processes: rate-limiter-flexible over Redis, behind the client's interface. Its windows
// are fixed, not sliding: around a border, twice the limit may pass.
import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimiter } from "@feishu-openapi/client";
import type { Redis } from "ioredis";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

/** Creates a limiter for all processes that use this Redis for the same app and tenant. If Redis fails, the call fails. */
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
      // The longer window first: a turn in the shorter one would expire during the wait.
      if (per_minute) await takeTurn(windowOf(operation, per_minute, 60), appAndTenant, signal);
      if (per_second) await takeTurn(windowOf(operation, per_second, 1), appAndTenant, signal);
    },
  };
}

async function takeTurn(
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
