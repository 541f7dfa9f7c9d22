/**
 * Node's error anew, with a message that tells and its `code`. Anew, since Node's own may carry the bytes of an answer;
 * `proxy` is the name of the one that was asked.
 */
export function connectionError(error: Error, proxy?: string): Error & { code?: string } {
  const { code } = error as NodeJS.ErrnoException;
  const told = new Error(`${messageOf(error)}${proxy === undefined ? "" : ` (through the proxy ${proxy})`}`);
  return code === undefined ? told : Object.assign(told, { code });
}

/** A body that ended before its end. */
export function cutError(): Error & { code: string } {
  return Object.assign(new Error("the connection was cut before the answer was whole"), {
    code: "ECONNRESET",
  });
}

function messageOf(error: Error): string {
  // A host with several addresses: Node tries each, and says nothing itself.
  if (error instanceof AggregateError && !error.message)
    return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join("; ");
  if (error.message === "socket hang up") return "the server closed the connection before it answered";
  return error.message || error.name;
}
