import { FeishuTimeoutError } from "../errors.ts";

/** Lifetime of a call: until its deadline, or until the caller's signal is aborted. */
export interface CallLifetime {
  readonly operation: string;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds until the deadline; 0 or less if it has passed, `Infinity` without a deadline. */
  readonly remainingMs: () => number;
  /** Creates the error of a passed deadline, and marks the deadline as passed. */
  readonly timeoutError: () => FeishuTimeoutError;
}

/** Starts the lifetime of a call. Sets no timer; {@link waitWithin} sets one for each wait. */
export function startLifetime(
  operation: string,
  signal: AbortSignal | undefined,
  deadlineMs: number = Infinity,
): CallLifetime {
  let endsAt = performance.now() + deadlineMs;
  return {
    operation,
    signal,
    remainingMs: () => endsAt - performance.now(),
    timeoutError() {
      // A timer may fire slightly early.
      endsAt = -Infinity;
      return new FeishuTimeoutError(operation, deadlineMs, "the call did not finish");
    },
  };
}

/** Limit of one wait, and the error when it is exceeded. */
export interface WaitLimit {
  readonly ms: number;
  readonly timeoutError: () => FeishuTimeoutError;
}

/**
 * Waits for the value of `start`, at most until the lifetime ends or the limit is reached. `start` receives a signal that is
 * aborted then, with the caller's own reason or a {@link FeishuTimeoutError}. A value that is not a promise is returned
 * at once.
 */
export async function waitWithin<Value>(
  { signal, remainingMs, timeoutError }: CallLifetime,
  start: (signal: AbortSignal | undefined) => Value | PromiseLike<Value>,
  limit: WaitLimit = { ms: Infinity, timeoutError },
): Promise<Value> {
  const ms = remainingMs();
  const first = limit.ms < ms ? limit : { ms, timeoutError };
  if (first.ms === Infinity) return unlessAborted(start(signal), signal);
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(first.timeoutError()), Math.max(0, first.ms));
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await unlessAborted(start(controller.signal), controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

/** Whether a value is a promise. Recognizes promises of other realms, too. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** Waits for a value that others may share: an abort ends this wait only. */
async function unlessAborted<Value>(
  value: Value | PromiseLike<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal || !isThenable(value)) return value;
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener("abort", onAbort);
  }
}
