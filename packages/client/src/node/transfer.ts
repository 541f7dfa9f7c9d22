/** State of one request, until the last byte of its response. */
export interface Transfer {
  /** Set once, by the first failure. */
  failure: { readonly reason: unknown } | undefined;
  /** Called on failure. Set by whoever waits for the response, then by whoever reads its body. */
  onFailure: (reason: unknown) => void;
  /** Fails the request with a reason and closes the connection. */
  fail: (reason: unknown) => void;
}
