/** Time and chance, so that a test can have both its own way. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to, but without, 1. */
  random(): number;
}

/** A clock's time without its steps back, as after a correction by the network: it stands still instead. */
export function forward(clock: Clock): () => number {
  let last = -Infinity;
  let behind = 0;
  return () => {
    const now = clock.now();
    if (now + behind < last) behind = last - now;
    last = now + behind;
    return last;
  };
}

/** The real ones. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
    }),
};
