import type { RetryReason } from "./resilience/retry.ts";
import { isThenable } from "./resilience/scope.ts";

/** A request is about to be sent. */
export interface RequestEvent {
  readonly operation: string;
  readonly method: string;
  /** 1 for the first. */
  readonly attempt: number;
}

/** An attempt is over, well or not. */
export interface ResponseEvent extends RequestEvent {
  /** From sending to the last byte of the body, in milliseconds. */
  readonly durationMs: number;
  /** The HTTP status; `undefined` when no answer arrived. */
  readonly status: number | undefined;
  /** Feishu's code, 0 for success; `undefined` when there was none to read. */
  readonly code: number | undefined;
  readonly logId: string | undefined;
  /** The name of the error, such as `FeishuTimeoutError`; `undefined` for a success. */
  readonly error: string | undefined;
}

/** A request failed and will be sent again. */
export interface RetryEvent extends ResponseEvent {
  readonly reason: RetryReason | "token_rejected";
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
}

/** For logs and metrics. No event carries a token, a secret, a parameter or a body. What a handler throws is ignored. */
export interface EventHandlers {
  /** Before each attempt. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** After each attempt. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Before the wait for another attempt. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
}

/** Calls a handler, if there is one. A logger that fails, now or later, must not fail the call that it logs. */
export function emit<Event>(handler: ((event: Event) => unknown) | undefined, event: Event): void {
  try {
    const answer = handler?.(event);
    if (isThenable(answer)) Promise.resolve(answer).catch(() => {});
  } catch {
    // See above.
  }
}
