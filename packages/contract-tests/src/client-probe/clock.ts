import type { Clock } from "@feishu-openapi/client";

/** When a virtual clock starts, in milliseconds since 1970. */
const startsAt = Date.UTC(2026, 10, 23, 4);

/** A clock whose sleepers are never waited for: time passes as they ask. Chance is always the same. */
export function virtualClock(chance: number = 0.5): Clock {
  let now = startsAt;
  return {
    now: () => now,
    random: () => chance,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      const wakesAt = now + ms;
      // A turn of the event loop, so that an abort gets in between.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      now = Math.max(now, wakesAt);
    },
  };
}
