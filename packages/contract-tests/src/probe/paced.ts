import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../contract.ts";
import { codeOf, type Send } from "./case.ts";

/** Requests a second where the contract sets no limit. */
const usualPerSecond = 5;
/** How often a request that was one too many is sent again. */
const mostRepeats = 3;
/** The longest wait that a server is granted, in seconds. */
const mostSeconds = 60;

/** A `send` that stays within the tightest rate limit of the operations, and waits where it was too fast after all. */
export function paced(send: Send, operations: readonly Operation[]): Send {
  const rates = operations.flatMap(({ rateLimit }) =>
    rateLimit ? [rateLimit.perSecond ?? Infinity, (rateLimit.perMinute ?? Infinity) / 60] : [],
  );
  const gapMs = 1000 / Math.min(...(rates.length > 0 ? rates : [usualPerSecond]));
  let nextAt = 0;
  return async (request) => {
    for (let repeat = 0; ; repeat += 1) {
      const at = Math.max(nextAt, performance.now());
      nextAt = at + gapMs;
      await sleep(Math.max(0, at - performance.now()));
      const answer = await send(request);
      const isTooMany = answer.status === 429 || codeOf(answer.body) === 99991400;
      if (!isTooMany || repeat === mostRepeats) return answer;
      const seconds = Number(answer.headers["x-ogw-ratelimit-reset"] ?? 1);
      nextAt = Math.max(nextAt, performance.now() + Math.min(seconds > 0 ? seconds : 1, mostSeconds) * 1000);
    }
  };
}
