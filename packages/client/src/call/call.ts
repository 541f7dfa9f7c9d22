import { attemptOnce, type Outcome } from "./attempt.ts";
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

/** Performs an operation: the same for all of them. */
export type Call = (descriptor: Descriptor, params: Params, options: CallOptions) => Promise<Outcome>;

/** Joins serialiser, token, rate limit, transport and retries. */
export function createCall(options: ResolvedOptions, serialize: Serialize, tokens: () => TokenSource): Call {
  return async (descriptor, params, callOptions) => {
    const own = resolveCallOptions(descriptor.id, options, callOptions);
    own.signal?.throwIfAborted();
    const scope = openScope(descriptor.id, own.signal, own.deadlineMs);
    const secrets = (descriptor.secrets ?? [])
      .map((name) => params[name])
      .filter((secret) => typeof secret === "string");
    return send(descriptor, serialize(descriptor, params), secrets, own, scope);
  };

  async function send(
    descriptor: Descriptor,
    request: WireRequest,
    secrets: string[],
    own: ReturnType<typeof resolveCallOptions>,
    scope: Scope,
  ): Promise<Outcome> {
    const limits = {
      scope,
      clock: options.clock,
      timeoutMs: own.timeoutMs,
      maxResponseBytes: options.maxResponseBytes,
      secrets,
    };
    const source = tokens();
    let token = descriptor.secured
      ? (source.held() ?? (await waitForToken(source, scope, own.timeoutMs)))
      : undefined;
    let replaced = false;
    let spent = 0;
    for (let attempt = 1; ;) {
      if (scope.left() <= 0) throw scope.late();
      await turn(descriptor, scope);
      if (token !== undefined) secrets.push(token);
      const { outcome, error, event } = await attemptOnce(
        options,
        descriptor,
        attempt,
        authorize(request, token),
        limits,
      );
      if (outcome) {
        options.budget.give(spent || 1);
        options.reportDrift?.(descriptor.id, outcome.result, outcome.secrets);
        return outcome;
      }
      if (token !== undefined && !replaced && error instanceof FeishuApiError && error.kind === "auth") {
        replaced = true;
        const rejected = token;
        token = await waitForToken(source, scope, own.timeoutMs, rejected);
        if (token === rejected) throw error;
        emit(options.onRetry, { ...event, reason: "token_rejected", delayMs: 0 });
        continue;
      }
      const reason = retryReason(error);
      const delayMs = reason && retryDelay(error, attempt, options.clock);
      if (reason === "rate_limit") pause(descriptor, delayMs ?? LONGEST_HINT_MS);
      if (!reason || delayMs === undefined || !descriptor.idempotent || attempt >= own.attempts) throw error;
      // Not worth beginning to wait for what would come too late.
      if (delayMs >= scope.left()) throw error;
      if (!options.budget.take(costOf(reason))) throw error;
      spent = costOf(reason);
      emit(options.onRetry, { ...event, reason, delayMs });
      await options.clock.sleep(delayMs, scope.signal);
      attempt += 1;
    }
  }

  async function turn({ id, rateLimit }: Descriptor, scope: Scope): Promise<void> {
    const { rateLimiter } = options;
    if (!rateLimiter || !rateLimit) return;
    const about = { operation: id, rateLimit };
    if (rateLimiter.tryAcquire?.(about)) return;
    await waitWithin(scope, (signal) => rateLimiter.acquire(signal, about)).catch((error: unknown) => {
      throw asCallers(error, "the rate limiter failed", scope);
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
 * The source's token, or another one for the rejected. Many calls may wait for one: its failure reaches each as an
 * object of its own.
 */
export async function waitForToken(
  source: TokenSource,
  scope: Scope,
  timeoutMs: number,
  rejected?: string,
): Promise<string> {
  const late = (): FeishuTimeoutError =>
    new FeishuTimeoutError(scope.operation, timeoutMs, "the token function gave no token");
  try {
    return await waitWithin(
      scope,
      (signal) => (rejected === undefined ? source.current(signal) : source.replace(rejected, signal)),
      source.isCallers ? { ms: timeoutMs, late } : undefined,
    );
  } catch (error) {
    throw asCallers(error, "the token function failed", scope);
  }
}

/** What the caller's own code threw, as an error of this call; an abort's reason stays untouched. */
function asCallers(error: unknown, what: string, { operation, signal }: Scope): unknown {
  if (error instanceof FeishuError) return copyError(error);
  if (signal?.aborted && error === signal.reason) return error;
  const message = printable(error instanceof Error ? error.message : undefined, []);
  return new FeishuError(operation, message ? `${what}: ${message}` : what, { cause: error });
}
