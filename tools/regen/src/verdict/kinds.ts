import type { Bump } from "./bump.ts";

type Rating = readonly [client: Bump, mock: Bump];

const BREAKS: Rating = ["major", "major"];
const ADDS: Rating = ["minor", "minor"];
const DOCUMENTS: Rating = ["patch", "none"];

/** The bump of each kind of change for the client and for the mock, by semver as of 1.0. */
export const KINDS = {
  "operation removed": BREAKS,
  "operation added": ADDS,
  "operation renamed": BREAKS,
  "operation moved": BREAKS,
  "operation deprecated": ADDS,
  "operation no longer deprecated": DOCUMENTS,

  "exported type removed": ["major", "none"],
  "exported type renamed": ["major", "none"],

  "parameter removed": BREAKS,
  "parameter renamed": BREAKS,
  // Its name is in the client's type only, not in the URL.
  "path parameter renamed": ["major", "none"],
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

  // The enums of responses are open, so callers expect other values.
  "response value removed": ADDS,
  "response value added": ADDS,
  "response narrowed": ADDS,
  "response widened": BREAKS,
  // No type states a bound, but programs may rely on it.
  "response bound loosened": BREAKS,
  "response bound tightened": ["patch", "patch"],
  // The type is the same; a program that takes the first form that fits may take another one.
  "response alternatives": ["patch", "patch"],
  "response field removed": BREAKS,
  "response field added": ADDS,
  "response field may be missing": BREAKS,
  "response field always there": ADDS,
  "field deprecated": ADDS,
  "field no longer deprecated": DOCUMENTS,

  "status removed": BREAKS,
  "status added": ADDS,
  "header removed": BREAKS,
  "header added": ADDS,
  "media type removed": BREAKS,
  "media type added": ADDS,

  "error code removed": BREAKS,
  "error code added": ADDS,
  // Programs branch on the kind.
  "error code kind": BREAKS,
  "error code status": ADDS,
  "error code status removed": BREAKS,
  "error code description": DOCUMENTS,
  "error code message": ["patch", "patch"],

  // The client paces itself; the mock rejects a program that relies on the old limit.
  "rate limit tightened": ["minor", "major"],
  "rate limit loosened": ADDS,
  "scope removed": BREAKS,
  "scope added": ADDS,
  "scope now needed": BREAKS,
  "scope no longer needed": ADDS,
  "field scope added": BREAKS,
  "field scope removed": ADDS,
  "legacy scope": DOCUMENTS,
  "precondition added": BREAKS,
  "precondition removed": ADDS,
  "app type removed": BREAKS,
  "app type added": ADDS,
  "idempotency changed": ["minor", "none"],
  "no longer a list": BREAKS,
  "now a list": BREAKS,
  "pagination changed": BREAKS,

  "token no longer accepted": BREAKS,
  "token accepted": ADDS,
  "token now needed": BREAKS,
  "token no longer needed": ADDS,
  "token scheme changed": BREAKS,
  "default server changed": ["major", "none"],
  "server removed": ["major", "none"],
  "server added": ["minor", "none"],

  wording: DOCUMENTS,
  example: ["patch", "patch"],
} satisfies Record<string, Rating>;

export type Kind = keyof typeof KINDS;
