import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../contract/types.ts";
import { codeOf, type Send } from "./types.ts";

/** Requests per second if the contract sets no limit. */
const defaultPerSecond = 5;
/** How often a rate-limited request is sent again. */
const maxRepeats = 3;
/** The longest wait that the server may ask for, in seconds. */
const maxWaitSeconds = 60;
/** How many requests in a row may get no response. */
const maxMissing = 8;

/** The run stopped early; the message says why. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** Wraps `send` to stay within the tightest rate limit of the operations, and to wait and repeat after a 429. */
export function withPacing(send: Send, operations: readonly Operation[]): Send {
  const rates = operations.flatMap(({ rateLimit }) =>
    rateLimit ? [rateLimit.perSecond ?? Infinity, (rateLimit.perMinute ?? Infinity) / 60] : [],
  );
  const gapMs = 1000 / Math.min(...(rates.length > 0 ? rates : [defaultPerSecond]));
  let nextAt = 0;
  return async (request) => {
    for (let repeat = 0; ; repeat += 1) {
      const at = Math.max(nextAt, performance.now());
      nextAt = at + gapMs;
      await sleep(Math.max(0, at - performance.now()));
      const response = await send(request);
      const isRateLimited = response.status === 429 || codeOf(response.body) === 99991400;
      if (!isRateLimited || repeat === maxRepeats) return response;
      const seconds = Number(response.headers["x-ogw-ratelimit-reset"] ?? 1);
      nextAt = Math.max(
        nextAt,
        performance.now() + Math.min(seconds > 0 ? seconds : 1, maxWaitSeconds) * 1000,
      );
    }
  };
}

/** Wraps `send` to throw {@link StoppedError} after 8 requests in a row without a response, and after `maxRunMs`. */
export function withStop(send: Send, maxRunMs: number): Send {
  const endsAt = performance.now() + maxRunMs;
  let missing = 0;
  return async (request) => {
    if (missing >= maxMissing) throw new StoppedError(`no response to ${maxMissing} requests in a row`);
    if (performance.now() > endsAt)
      throw new StoppedError(`not finished after ${Number((maxRunMs / 60_000).toFixed(2))} minutes`);
    const response = await send(request);
    missing = response.status === 0 ? missing + 1 : 0;
    return response;
  };
}
