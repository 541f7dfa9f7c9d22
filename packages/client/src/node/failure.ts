/**
 * Creates an error with Node's `code` and a clear message. Node's own error is not passed on, since it may hold bytes of a
 * response. `proxy` is the name of the proxy, if there is one.
 */
export function connectionError(error: Error, proxy?: string): Error & { code?: string } {
  const { code } = error as NodeJS.ErrnoException;
  const copy = new Error(`${messageOf(error)}${proxy === undefined ? "" : ` (through the proxy ${proxy})`}`);
  return code === undefined ? copy : Object.assign(copy, { code });
}

/** Creates the error of a truncated response. */
export function truncatedError(): Error & { code: string } {
  return Object.assign(new Error("the connection was closed before the response was complete"), {
    code: "ECONNRESET",
  });
}

function messageOf(error: Error): string {
  // For a host with several addresses, Node throws one error without a message of its own.
  if (error instanceof AggregateError && !error.message)
    return error.errors
      .map((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)))
      .join("; ");
  if (error.message === "socket hang up") return "the server closed the connection before it responded";
  return error.message || error.name;
}
