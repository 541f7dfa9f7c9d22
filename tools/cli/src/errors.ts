/** An error that the user can correct. Its message is one line: what is wrong, where, and what to do. */
export class UserError extends Error {
  /** Exit code of the command. */
  readonly exitCode: number = 1;

  constructor(message: string, options?: ErrorOptions) {
    // A message may quote a string of several lines.
    super(message.replaceAll(/\s*\n\s*/g, " "), options);
  }
}

/** A wrong command line, or a missing condition of it. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
  override readonly exitCode = 2;
}

/** Describes a thrown value in one line. Errors other than user and system errors include their first stack frame. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  if (error instanceof UserError || "syscall" in error) return error.message;
  const [place] = error.stack?.match(/^\s+at .*$/m) ?? [""];
  return `internal error: ${error.message} ${place.trim()}`.replaceAll(/\s*\n\s*/g, " ");
}
