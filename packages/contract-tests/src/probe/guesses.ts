/** Guesses of `spec/evidence.md` that answers of a real tenant settle, in its words. */
export const guesses = {
  bounds: "a number out of its bounds gets 99992402 and is not cut down",
  number: "a number that is not plainly decimal (abc, 1e1, 0x10, +10, 007, empty) gets 99992402",
  enum: "a value outside an enum gets 99992402",
  doubled: "a parameter that is given twice gets 99992402",
  unknown: "unknown query parameters, and names that differ in case, are ignored",
  foreignToken: "a garbled or foreign page_token, and one of another sort_type, gets 232001",
  emptyToken: "an empty page_token is the same as none",
  everyViolation: "99992402 names every parameter that is wrong, not the first alone",
  pathFirst: "path and method are looked at before the token",
  bearer: "Bearer must be spelt so; bearer gets 99991661",
  jwt: "a JWT that is wrong gets 99991668",
  otherPrefix: "99991671 answers HTTP 400",
  method: "HEAD, OPTIONS and a path with a slash at its end get the 404",
} as const satisfies Record<string, string>;

/** Those that only a refusal settles, in whatever list of values their cases stand. */
export const aboutRefusals: readonly Guess[] = ["bounds", "number", "enum", "foreignToken"];

/** The name of one of {@link guesses}. */
export type Guess = keyof typeof guesses;
