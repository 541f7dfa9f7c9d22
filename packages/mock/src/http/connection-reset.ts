/** Thrown instead of a response: the server resets the connection. */
export class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
  /** The code of Node's own error. */
  readonly code = "ECONNRESET";
}
