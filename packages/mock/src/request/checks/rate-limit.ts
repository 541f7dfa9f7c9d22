import type { Call } from "../../call/call.ts";
import { failureOf } from "../../contract/built-in.ts";
import type { ResponseDraft } from "../../http/response.ts";

/**
 * 99991400 if the app has used up its quota for the operation, with Feishu's rate-limit headers. Refused requests do
 * not count. Applies only with the option `rateLimit`.
 */
export function withinRateLimit(call: Call): ResponseDraft | undefined {
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
  // Recorded responses with this code have no `error`.
  const { error: _, ...plain } = body;
  return { status, headers, body: plain };
}
