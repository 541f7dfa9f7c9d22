import { attemptOnce, type SuccessfulResponse } from "./attempt.ts";
import type { Descriptor } from "../descriptor.ts";
import { copyError, FeishuApiError, FeishuError, FeishuTimeoutError } from "../errors.ts";
import { emit } from "../events.ts";
import type { WireRequest } from "./wire.ts";
import { resolveCallOptions, type ResolvedOptions } from "../options.ts";
import { RETRY_COST } from "../resilience/retry-budget.ts";
import { MAX_RETRY_AFTER_MS, retryDelay, retryReason, type RetryReason } from "../resilience/retry.ts";
import type { Serialize } from "./http.ts";
import type { Params } from "./params.ts";
import { startLifetime, waitWithin, type CallLifetime } from "../resilience/lifetime.ts";
import { printable } from "../redact/redact.ts";
import type { TokenSource } from "../auth/token.ts";
import type { CallOptions } from "../types.ts";

/** Calls an operation and returns its result. The same function serves every operation. */
export type PerformCall = (
  descriptor: Descriptor,
  params: Params,
  options: CallOptions,
) => Promise<SuccessfulResponse>;

/** Combines serializer, token source, rate limiter, transport and retries into one call function. */
export function createCall(
  options: ResolvedOptions,
  serialize: Serialize,
  tokens: () => TokenSource,
): PerformCall {
  return async (descriptor, params, callOptions) => {
    const resolved = resolveCallOptions(descriptor.id, options, callOptions);
    resolved.signal?.throwIfAborted();
    const lifetime = startLifetime(descriptor.id, resolved.signal, resolved.deadlineMs);
    const secrets = (descriptor.secrets ?? [])
      .map((name) => params[name])
      .filter((secret) => typeof secret === "string");
    return send(descriptor, serialize(descriptor, params), secrets, resolved, lifetime);
  };

  async function send(
    descriptor: Descriptor,
    request: WireRequest,
    secrets: readonly string[],
    { timeoutMs, attempts }: ReturnType<typeof resolveCallOptions>,
    lifetime: CallLifetime,
  ): Promise<SuccessfulResponse> {
    const { clock, maxResponseBytes } = options;
    const source = tokens();
    const tokensSent: string[] = [];
    let token = descriptor.secured
      ? (source.takeCached() ?? (await waitForToken(source, lifetime, timeoutMs)))
      : undefined;
    let tokenReplaced = false;
    let lastRetryCost = 0;
    for (let attempt = 1; ;) {
      if (lifetime.remainingMs() <= 0) throw lifetime.timeoutError();
      await waitForRateLimiter(descriptor, lifetime);
      if (token !== undefined) tokensSent.push(token);
      const context = { lifetime, clock, timeoutMs, maxResponseBytes, secrets: [...secrets, ...tokensSent] };
      const { success, error, event } = await attemptOnce(
        options,
        descriptor,
        attempt,
        authorize(request, token),
        context,
      );
      if (success) {
        options.budget.give(lastRetryCost || RETRY_COST.none);
        options.reportDrift?.(descriptor.id, success.result, success.secrets);
        return success;
      }
      // A new token does not count as an attempt.
      if (token !== undefined && !tokenReplaced && error instanceof FeishuApiError && error.kind === "auth") {
        tokenReplaced = true;
        const rejected = token;
        token = await waitForToken(source, lifetime, timeoutMs, rejected);
        if (token === rejected) throw error;
        emit(options.onRetry, { ...event, reason: "token_rejected", delayMs: 0 });
        continue;
      }
      const reason = retryReason(error);
      const delayMs = reason && retryDelay(error, attempt, clock);
      if (reason === "rate_limit") pauseRateLimiter(descriptor, delayMs ?? MAX_RETRY_AFTER_MS);
      if (!reason || delayMs === undefined || !descriptor.idempotent || attempt >= attempts) throw error;
      // The deadline would pass during the wait.
      if (delayMs >= lifetime.remainingMs()) throw error;
      if (!options.budget.take(costOf(reason))) throw error;
      lastRetryCost = costOf(reason);
      emit(options.onRetry, { ...event, reason, delayMs });
      await clock.sleep(delayMs, lifetime.signal);
      attempt += 1;
    }
  }

  async function waitForRateLimiter({ id, rateLimit }: Descriptor, lifetime: CallLifetime): Promise<void> {
    const { rateLimiter } = options;
    if (!rateLimiter || !rateLimit) return;
    const operation = { operation: id, rateLimit };
    if (rateLimiter.tryAcquire?.(operation)) return;
    await waitWithin(lifetime, (signal) => rateLimiter.acquire(signal, operation)).catch((error: unknown) => {
      throw wrapUserCodeError(error, "the rate limiter failed", lifetime);
    });
  }

  function pauseRateLimiter({ id, rateLimit }: Descriptor, ms: number): void {
    if (options.rateLimiter && rateLimit) options.rateLimiter.pause?.(ms, { operation: id, rateLimit });
  }
}

function costOf(reason: RetryReason): number {
  return reason === "rate_limit" ? RETRY_COST.rateLimit : RETRY_COST.transient;
}

function authorize(request: WireRequest, token: string | undefined): WireRequest {
  return token === undefined
    ? request
    : { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
}

/**
 * Returns the source's token, or a replacement for `rejected`. When several calls wait for the same token and it fails,
 * each call throws its own copy of the error.
 */
export async function waitForToken(
  source: TokenSource,
  lifetime: CallLifetime,
  timeoutMs: number,
  rejected?: string,
): Promise<string> {
  const timeoutError = (): FeishuTimeoutError =>
    new FeishuTimeoutError(lifetime.operation, timeoutMs, "the token function returned no token");
  try {
    return await waitWithin(
      lifetime,
      (signal) => (rejected === undefined ? source.fetch(signal) : source.replace(rejected, signal)),
      source.waitNeedsTimeout ? { ms: timeoutMs, timeoutError } : undefined,
    );
  } catch (error) {
    throw wrapUserCodeError(error, "the token function failed", lifetime);
  }
}

/** Wraps an error of the caller's own code in a `FeishuError` of this call. An abort reason is returned unchanged. */
function wrapUserCodeError(error: unknown, what: string, { operation, signal }: CallLifetime): unknown {
  if (error instanceof FeishuError) return copyError(error);
  if (signal?.aborted && error === signal.reason) return error;
  const message = printable(error instanceof Error ? error.message : undefined, []);
  return new FeishuError(operation, message ? `${what}: ${message}` : what, { cause: error });
}
