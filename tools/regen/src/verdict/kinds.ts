import type { Bump } from "./bump.ts";

type Rating = readonly [client: Bump, mock: Bump];

const BREAKS: Rating = ["major", "major"];
const ADDS: Rating = ["minor", "minor"];
const SAYS: Rating = ["patch", "none"];

/** Each kind of change, and what it makes of the client and of the mock, by semver as of 1.0. */
export const KINDS = {
  "operation removed": BREAKS,
  "operation added": ADDS,
  "operation renamed": BREAKS,
  "operation at another address": BREAKS,
  "operation deprecated": ADDS,
  "operation no longer deprecated": SAYS,

  "exported type removed": ["major", "none"],
  "exported type renamed": ["major", "none"],

  "parameter removed": BREAKS,
  "parameter renamed": BREAKS,
  "parameter moved": BREAKS,
  "parameter added": ADDS,
  "required parameter added": BREAKS,
  "parameter now required": BREAKS,
  "parameter now optional": ADDS,

  "request value removed": BREAKS,
  "request value added": ADDS,
  "request narrowed": BREAKS,
  "request widened": ADDS,
  "request field removed": BREAKS,
  "default changed": BREAKS,
  "default removed": BREAKS,
  "default added": ADDS,

  // The enums of answers are open: callers are ready for any value.
  "answer value removed": ADDS,
  "answer value added": ADDS,
  "answer narrowed": ADDS,
  "answer widened": BREAKS,
  // It stands in no type, but programs may count on it.
  "answer's bound loosened": BREAKS,
  "answer's bound tightened": ["patch", "patch"],
  "answer field removed": BREAKS,
  "answer field added": ADDS,
  "answer field may be missing": BREAKS,
  "answer field always there": ADDS,
  "field deprecated": ADDS,
  "field no longer deprecated": SAYS,

  "status removed": BREAKS,
  "status added": ADDS,
  "header removed": BREAKS,
  "header added": ADDS,
  "media type removed": BREAKS,
  "media type added": ADDS,

  "error code removed": BREAKS,
  "error code added": ADDS,
  // Programs branch on the kind.
  "error code of another kind": BREAKS,
  "error code at another status": ADDS,
  "error code explained anew": SAYS,
  "error code answered in other words": ["patch", "patch"],

  // The client paces itself; a program that counts on the mock's old limit is refused.
  "rate limit tightened": ["minor", "major"],
  "rate limit loosened": ADDS,
  "scope removed": BREAKS,
  "scope added": ADDS,
  "scope now needed": BREAKS,
  "scope no longer needed": ADDS,
  "field scope added": BREAKS,
  "field scope removed": ADDS,
  "legacy scope": SAYS,
  "precondition added": BREAKS,
  "precondition removed": ADDS,
  "app type removed": BREAKS,
  "app type added": ADDS,
  repeating: ["minor", "none"],
  "no longer a list": BREAKS,
  "now a list": BREAKS,
  "list read otherwise": BREAKS,

  "token no longer accepted": BREAKS,
  "token accepted": ADDS,
  "token now needed": BREAKS,
  "token no longer needed": ADDS,
  "token sent otherwise": BREAKS,
  "default server changed": ["major", "none"],
  "server removed": ["major", "none"],
  "server added": ["minor", "none"],

  wording: SAYS,
  example: ["patch", "patch"],
} satisfies Record<string, Rating>;

export type Kind = keyof typeof KINDS;
