import { attemptOnce, type Outcome } from "./attempt.ts";
import type { Descriptor } from "./descriptor.ts";
import { copyError, FeishuApiError, FeishuError } from "./errors.ts";
import { emit } from "./events.ts";
import type { WireRequest } from "./exchange.ts";
import type { Params, Serialize } from "./http.ts";
import { resolveCallOptions, type ResolvedOptions } from "./options.ts";
import { RETRY_COST } from "./retry-budget.ts";
import { retryDelay, retryReason, type RetryReason } from "./retry.ts";
import { openScope, unlessAborted, type Scope } from "./scope.ts";
import type { TokenSource } from "./token.ts";
import type { CallOptions } from "./types.ts";

/** Performs an operation: the same for all of them. */
export type Call = (descriptor: Descriptor, params: Params, options: CallOptions) => Promise<Outcome>;

/** Joins serialiser, token, rate limit, transport and retries. */
export function createCall(options: ResolvedOptions, serialize: Serialize, tokens: TokenSource): Call {
  return async (descriptor, params, callOptions) => {
    const own = resolveCallOptions(descriptor.id, options, callOptions);
    own.signal?.throwIfAborted();
    const scope = openScope(descriptor.id, own.signal, own.deadlineMs);
    try {
      return await serialize(descriptor, params, (request) => send(descriptor, params, request, own, scope));
    } finally {
      scope.close();
    }
  };

  async function send(
    descriptor: Descriptor,
    params: Params,
    request: WireRequest,
    own: ReturnType<typeof resolveCallOptions>,
    scope: Scope,
  ): Promise<Outcome> {
    const { signal } = scope;
    const secrets = (descriptor.secrets ?? [])
      .map((name) => params[name])
      .filter((secret) => typeof secret === "string");
    const limits = { signal, timeoutMs: own.timeoutMs, maxResponseBytes: options.maxResponseBytes, secrets };
    let token = descriptor.secured ? await waitForToken(tokens.current(), signal) : undefined;
    let replaced = false;
    let spent = 0;
    for (let attempt = 1; ;) {
      await turn(descriptor, signal);
      if (token !== undefined) {
        secrets.push(token);
        request.headers.set("Authorization", `Bearer ${token}`);
      }
      const { outcome, error, event } = await attemptOnce(options, descriptor, attempt, request, limits);
      if (outcome) {
        options.budget.give(spent || 1);
        options.reportDrift?.(descriptor.id, outcome.result, outcome.secrets);
        return outcome;
      }
      if (token !== undefined && !replaced && error instanceof FeishuApiError && error.kind === "auth") {
        replaced = true;
        const fresh = await waitForToken(tokens.replace(token), signal);
        if (fresh === token) throw error;
        token = fresh;
        emit(options.onRetry, { ...event, reason: "token_rejected", delayMs: 0 });
        continue;
      }
      const reason = retryReason(error);
      const delayMs = reason && retryDelay(error, attempt, options.clock);
      if (reason === "rate_limit" && delayMs !== undefined) pause(descriptor, delayMs);
      if (!reason || delayMs === undefined || !descriptor.idempotent || attempt >= own.attempts) throw error;
      // Not worth beginning to wait for what would come too late.
      if (performance.now() + delayMs >= scope.endsAt) throw error;
      if (!options.budget.take(costOf(reason))) throw error;
      spent = costOf(reason);
      emit(options.onRetry, { ...event, reason, delayMs });
      await options.clock.sleep(delayMs, signal);
      attempt += 1;
    }
  }

  async function turn({ id, rateLimit }: Descriptor, signal: AbortSignal | undefined): Promise<void> {
    if (!options.rateLimiter || !rateLimit) return;
    const waiting = options.rateLimiter.acquire(signal, { operation: id, rateLimit });
    if (waiting) await unlessAborted(waiting, signal);
  }

  function pause({ id, rateLimit }: Descriptor, ms: number): void {
    if (options.rateLimiter && rateLimit) options.rateLimiter.pause?.(ms, { operation: id, rateLimit });
  }
}

function costOf(reason: RetryReason): number {
  return reason === "rate_limit" ? RETRY_COST.rateLimit : RETRY_COST.transient;
}

/** Many calls may wait for one token: its failure reaches each as an object of its own. */
export async function waitForToken(
  token: string | Promise<string>,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    return await unlessAborted(token, signal);
  } catch (error) {
    throw error instanceof FeishuError ? copyError(error) : error;
  }
}
