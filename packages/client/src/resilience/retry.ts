import type { Clock } from "./clock.ts";
import { FeishuApiError, FeishuConnectionError, FeishuResponseError, FeishuTimeoutError } from "../errors.ts";

/** Why a request is retried. */
export type RetryReason = "rate_limit" | "server" | "timeout" | "connection";

/** Longest server-requested wait that the client accepts, in milliseconds. For longer ones the call fails at once. */
export const MAX_RETRY_AFTER_MS: number = 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;

/** Why an error is worth a retry; `undefined` for an error that a retry does not fix. */
export function retryReason(error: unknown): RetryReason | undefined {
  if (error instanceof FeishuTimeoutError) return "timeout";
  if (error instanceof FeishuConnectionError) return "connection";
  if (error instanceof FeishuApiError) {
    if (error.kind === "rate_limit") return "rate_limit";
    return error.kind === "internal" || error.status >= 500 ? "server" : undefined;
  }
  if (!(error instanceof FeishuResponseError)) return undefined;
  if (error.status === 429) return "rate_limit";
  return error.status >= 500 ? "server" : undefined;
}

/**
 * Milliseconds to wait before the next attempt: the time the server asks for, otherwise a random time up to a bound that
 * doubles with each attempt (full jitter). `undefined` if the server asks for more than {@link MAX_RETRY_AFTER_MS}.
 */
export function retryDelay(error: unknown, attempt: number, clock: Clock): number | undefined {
  const hint =
    error instanceof FeishuApiError || error instanceof FeishuResponseError ? error.retryAfterMs : undefined;
  if (hint !== undefined && hint > MAX_RETRY_AFTER_MS) return undefined;
  // A hint of 0 tells all clients to retry now; jitter spreads them.
  if (hint) return hint;
  return Math.floor(clock.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1)));
}
