/** One request from its first byte to the last of its answer. */
export interface Transfer {
  /** Set once, by whatever ended it too early. */
  failure: { readonly reason: unknown } | undefined;
  /** Who hears of a failure: first who waits for the answer, then who reads its body. */
  onFailure: (reason: unknown) => void;
  /** Ends it: the connection is closed, and whoever waits gets the reason as it is. */
  fail: (reason: unknown) => void;
}
