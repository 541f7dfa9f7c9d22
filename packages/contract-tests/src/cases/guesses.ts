/** Guesses of `spec/evidence.md` that the responses of a real tenant confirm or refute. */
export const guesses = {
  bounds: "a number out of bounds gets 99992402; it is not clamped",
  number: "a number that is not plain decimal (abc, 1e1, 0x10, +10, 007, empty) gets 99992402",
  enum: "a value outside an enum gets 99992402",
  duplicate: "a parameter sent twice gets 99992402",
  unknown: "unknown query parameters, and names in another case, are ignored",
  foreignToken: "an altered or foreign page_token, and one of another sort_type, gets 232001",
  emptyToken: "an empty page_token is the same as a missing one",
  everyViolation: "99992402 names every invalid parameter, not only the first",
  pathFirst: "path and method are checked before the token",
  bearer: "the scheme is case-sensitive: bearer gets 99991661",
  jwt: "an invalid JWT gets 99991668",
  otherPrefix: "99991671 is sent with HTTP 400",
  method: "HEAD, OPTIONS and a path with a trailing slash get the 404",
} as const satisfies Record<string, string>;

/** Guesses that only an error response can confirm; accepted cases do not count for them. */
export const errorGuesses: readonly Guess[] = ["bounds", "number", "enum", "foreignToken"];

/** The name of one of {@link guesses}. */
export type Guess = keyof typeof guesses;
