import { attemptOnce, type CallResult } from "./attempt.ts";
import type { Descriptor } from "../descriptor.ts";
import { copyError, FeishuApiError, FeishuError, FeishuTimeoutError } from "../errors.ts";
import { emit } from "../events.ts";
import type { WireRequest } from "./wire.ts";
import { resolveCallOptions, type ResolvedOptions } from "../options.ts";
import { RETRY_COST } from "../resilience/retry-budget.ts";
import { LONGEST_HINT_MS, retryDelay, retryReason, type RetryReason } from "../resilience/retry.ts";
import type { Serialize } from "./http.ts";
import type { Params } from "./params.ts";
import { openScope, waitWithin, type Scope } from "../resilience/scope.ts";
import { printable } from "../redact/redact.ts";
import type { TokenSource } from "../auth/token.ts";
import type { CallOptions } from "../types.ts";

/** Calls an operation and returns its result. The same function serves every operation. */
export type PerformCall = (
  descriptor: Descriptor,
  params: Params,
  options: CallOptions,
) => Promise<CallResult>;

/** Combines serializer, token source, rate limiter, transport and retries into one call function. */
export function createCall(
  options: ResolvedOptions,
  serialize: Serialize,
  tokens: () => TokenSource,
): PerformCall {
  return async (descriptor, params, callOptions) => {
    const resolved = resolveCallOptions(descriptor.id, options, callOptions);
    resolved.signal?.throwIfAborted();
    const scope = openScope(descriptor.id, resolved.signal, resolved.deadlineMs);
    const secrets = (descriptor.secrets ?? [])
      .map((name) => params[name])
      .filter((secret) => typeof secret === "string");
    return send(descriptor, serialize(descriptor, params), secrets, resolved, scope);
  };

  async function send(
    descriptor: Descriptor,
    request: WireRequest,
    secrets: string[],
    { timeoutMs, attempts }: ReturnType<typeof resolveCallOptions>,
    scope: Scope,
  ): Promise<CallResult> {
    const limits = {
      scope,
      clock: options.clock,
      timeoutMs,
      maxResponseBytes: options.maxResponseBytes,
      secrets,
    };
    const source = tokens();
    let token = descriptor.secured
      ? (source.peek() ?? (await waitForToken(source, scope, timeoutMs)))
      : undefined;
    let replaced = false;
    let spent = 0;
    for (let attempt = 1; ;) {
      if (scope.remainingMs() <= 0) throw scope.timeoutError();
      await waitForTurn(descriptor, scope);
      if (token !== undefined) secrets.push(token);
      const { value, error, event } = await attemptOnce(
        options,
        descriptor,
        attempt,
        authorize(request, token),
        limits,
      );
      if (value) {
        options.budget.give(spent || 1);
        options.reportDrift?.(descriptor.id, value.result, value.secrets);
        return value;
      }
      if (token !== undefined && !replaced && error instanceof FeishuApiError && error.kind === "auth") {
        replaced = true;
        const rejected = token;
        token = await waitForToken(source, scope, timeoutMs, rejected);
        if (token === rejected) throw error;
        emit(options.onRetry, { ...event, reason: "token_rejected", delayMs: 0 });
        continue;
      }
      const reason = retryReason(error);
      const delayMs = reason && retryDelay(error, attempt, options.clock);
      if (reason === "rate_limit") pause(descriptor, delayMs ?? LONGEST_HINT_MS);
      if (!reason || delayMs === undefined || !descriptor.idempotent || attempt >= attempts) throw error;
      // The deadline would pass during the wait.
      if (delayMs >= scope.remainingMs()) throw error;
      if (!options.budget.take(costOf(reason))) throw error;
      spent = costOf(reason);
      emit(options.onRetry, { ...event, reason, delayMs });
      await options.clock.sleep(delayMs, scope.signal);
      attempt += 1;
    }
  }

  async function waitForTurn({ id, rateLimit }: Descriptor, scope: Scope): Promise<void> {
    const { rateLimiter } = options;
    if (!rateLimiter || !rateLimit) return;
    const about = { operation: id, rateLimit };
    if (rateLimiter.tryAcquire?.(about)) return;
    await waitWithin(scope, (signal) => rateLimiter.acquire(signal, about)).catch((error: unknown) => {
      throw wrapCallerError(error, "the rate limiter failed", scope);
    });
  }

  function pause({ id, rateLimit }: Descriptor, ms: number): void {
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
  scope: Scope,
  timeoutMs: number,
  rejected?: string,
): Promise<string> {
  const timeoutError = (): FeishuTimeoutError =>
    new FeishuTimeoutError(scope.operation, timeoutMs, "the token function returned no token");
  try {
    return await waitWithin(
      scope,
      (signal) => (rejected === undefined ? source.current(signal) : source.replace(rejected, signal)),
      source.boundByTimeout ? { ms: timeoutMs, timeoutError } : undefined,
    );
  } catch (error) {
    throw wrapCallerError(error, "the token function failed", scope);
  }
}

/** Wraps an error of the caller's own code in a `FeishuError` of this call. An abort reason is returned unchanged. */
function wrapCallerError(error: unknown, what: string, { operation, signal }: Scope): unknown {
  if (error instanceof FeishuError) return copyError(error);
  if (signal?.aborted && error === signal.reason) return error;
  const message = printable(error instanceof Error ? error.message : undefined, []);
  return new FeishuError(operation, message ? `${what}: ${message}` : what, { cause: error });
}
