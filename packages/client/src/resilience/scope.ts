import { FeishuTimeoutError } from "../errors.ts";

/** How long a call may go on: until the caller aborts it, or its deadline passes. */
export interface Scope {
  readonly operation: string;
  /** The caller's own. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds until the deadline, 0 or less when it has passed; `Infinity` without one. */
  readonly left: () => number;
  /** The error of a call that has come to its deadline; from then on nothing is left. */
  readonly late: () => FeishuTimeoutError;
}

/** Costs no timer: whoever waits for something sets one, see {@link waitWithin}. */
export function openScope(
  operation: string,
  signal: AbortSignal | undefined,
  deadlineMs: number = Infinity,
): Scope {
  let endsAt = performance.now() + deadlineMs;
  return {
    operation,
    signal,
    left: () => endsAt - performance.now(),
    late() {
      // A timer may fire a little early.
      endsAt = -Infinity;
      return new FeishuTimeoutError(operation, deadlineMs, "not done");
    },
  };
}

/** How long to wait for one thing, and what to say when it did not come. */
export interface Patience {
  readonly ms: number;
  readonly late: () => FeishuTimeoutError;
}

/**
 * Waits until a scope ends, or patience does. `start` gets a signal that is aborted then, with the caller's own reason
 * or a {@link FeishuTimeoutError}, and what it answers with at once is not waited for.
 */
export async function waitWithin<Value>(
  { signal, left, late }: Scope,
  start: (signal: AbortSignal | undefined) => Value | PromiseLike<Value>,
  patience: Patience = { ms: Infinity, late },
): Promise<Value> {
  const ms = left();
  const first = patience.ms < ms ? patience : { ms, late };
  if (first.ms === Infinity) return unlessAborted(start(signal), signal);
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(first.late()), Math.max(0, first.ms));
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await unlessAborted(start(controller.signal), controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

/** Whether a value is to be waited for; a promise of another realm is none of ours. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** Waits for something that others may wait for too: an abort ends this waiting, not theirs. */
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
