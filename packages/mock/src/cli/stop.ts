/** The exit code of each signal: Ctrl+C's is the shells' own, and being told to end is no failure. */
const exitCodes = { SIGINT: 130, SIGTERM: 0 } as const;

/** By then, in milliseconds, `close` has cut every connection; the process need not see each of thousands end. */
const patience = 600;

/** Ends the program when it is told to: after `close`, or at once when it is told again. */
export function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      if (isStopping) process.exit(exitCode);
      isStopping = true;
      void close().finally(() => process.exit(exitCode));
      setTimeout(() => process.exit(exitCode), patience);
    });
  }
}
