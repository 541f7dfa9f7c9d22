import type { Clock } from "./clock.ts";
import { FeishuApiError, FeishuConnectionError, FeishuResponseError, FeishuTimeoutError } from "../errors.ts";

/** Why a request is sent again. */
export type RetryReason = "rate_limit" | "server" | "timeout" | "connection";

/** A server that asks to wait longer than this is not waited for: the error says how long it would be. */
export const LONGEST_HINT_MS: number = 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;

/** Whether a failure may pass by itself, decided on the classified error; `undefined` for one that will not. */
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
 * Milliseconds to wait before the next attempt: what the server asks for, never less; else a random time up to a
 * bound that doubles with each attempt (full jitter). `undefined` when the server asks for more than a minute.
 */
export function retryDelay(error: unknown, attempt: number, clock: Clock): number | undefined {
  const hint =
    error instanceof FeishuApiError || error instanceof FeishuResponseError ? error.retryAfterMs : undefined;
  if (hint !== undefined && hint > LONGEST_HINT_MS) return undefined;
  // A hint of 0 says "now", to everybody at once: a little chance spreads them.
  if (hint) return hint;
  return Math.floor(clock.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1)));
}
