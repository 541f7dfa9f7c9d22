/** Exit code by signal. 130 is the shells' convention for Ctrl+C. */
const exitCodes = { SIGINT: 130, SIGTERM: 0 } as const;

/**
 * `close` has cut all connections after this many milliseconds. With thousands of them it may take longer to resolve.
 */
const closeLimitMs = 600;

/** Ends the process on SIGINT or SIGTERM after `close`, and at once on a second signal. */
export function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      if (isStopping) process.exit(exitCode);
      isStopping = true;
      void close().finally(() => process.exit(exitCode));
      setTimeout(() => process.exit(exitCode), closeLimitMs);
    });
  }
}
