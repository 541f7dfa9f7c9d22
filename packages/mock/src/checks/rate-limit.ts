import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import { failureOf } from "../contract/built-in.ts";

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
