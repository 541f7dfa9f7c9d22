import { FeishuTimeoutError } from "./errors.ts";

/** How long a call may go on: until the caller aborts it, or its deadline passes. */
export interface Scope {
  /** Aborted with the caller's own reason, or with a {@link FeishuTimeoutError} at the deadline. */
  readonly signal: AbortSignal | undefined;
  /** On the monotonic clock of the timer; `Infinity` without a deadline. */
  readonly endsAt: number;
  /** Lets go of timer and listener; to be called when the call is over. */
  close(): void;
}

/** A scope without a deadline is the caller's signal and costs nothing. */
export function openScope(
  operation: string,
  signal: AbortSignal | undefined,
  deadlineMs: number | undefined,
): Scope {
  if (deadlineMs === undefined) return { signal, endsAt: Infinity, close() {} };
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  const onDeadline = (): void => controller.abort(new FeishuTimeoutError(operation, deadlineMs, "not done"));
  const timer = setTimeout(onDeadline, deadlineMs);
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    endsAt: performance.now() + deadlineMs,
    close() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/** Waits for something that others may wait for too: an abort ends this waiting, not theirs. */
export async function unlessAborted<Value>(
  value: Value | Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal || !(value instanceof Promise)) return value;
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
