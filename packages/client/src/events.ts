import type { RetryReason } from "./resilience/retry.ts";
import { isThenable } from "./resilience/lifetime.ts";

/** A request is about to be sent. */
export interface RequestEvent {
  readonly operation: string;
  readonly method: string;
  /** Counts from 1. */
  readonly attempt: number;
}

/** An attempt has ended, with a result or an error. */
export interface ResponseEvent extends RequestEvent {
  /** From sending to the last byte of the body, in milliseconds. */
  readonly durationMs: number;
  /** The HTTP status; `undefined` if no response arrived. */
  readonly status: number | undefined;
  /** Feishu's code, 0 for success; `undefined` if the response has none. */
  readonly code: number | undefined;
  readonly logId: string | undefined;
  /** The name of the error, such as `FeishuTimeoutError`; `undefined` for a success. */
  readonly error: string | undefined;
}

/** An attempt failed and is repeated. */
export interface RetryEvent extends ResponseEvent {
  readonly reason: RetryReason | "token_rejected";
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
}

/** Handlers for logs and metrics. Events contain no token, secret, parameter or body. Errors of a handler are ignored. */
export interface EventHandlers {
  /** Before each attempt. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** After each attempt. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Before the wait for the next attempt. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
}

/** Calls a handler, if there is one. Ignores its errors and rejections, so that a failing logger fails no call. */
export function emit<Event>(handler: ((event: Event) => unknown) | undefined, event: Event): void {
  try {
    const returned = handler?.(event);
    if (isThenable(returned)) Promise.resolve(returned).catch(() => {});
  } catch {
    // Ignored, see above.
  }
}
