import type { Answer } from "../answer.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";
import type { Caller } from "./apps.ts";

/**
 * The caller behind a request's token, or the refusal of the token. 99991663 for a `t-` that is malformed, has ended
 * or was revoked; 99991668 for such a `u-` or JWT, but 99991677 for a user's that has ended; 99991671 for any other
 * prefix. A token that the mock did not issue is the usual app's, unless `strictAuth` refuses it.
 */
export function callerOf(call: Call, token: string): Caller | { readonly refusal: Answer } {
  const { apps, tokens, clock, options } = call.setup;
  const prefix = /^(t-|u-|eyJ)/.exec(token)?.[0];
  if (prefix === undefined) return { refusal: refuse(call, 99991671) };
  const kind = prefix === "t-" ? "tenant" : "user";
  const invalid = kind === "tenant" ? 99991663 : 99991668;
  if (!/^\S+$/.test(token.slice(prefix.length))) return { refusal: refuse(call, invalid) };
  const issued = tokens.find(token);
  if (!issued) {
    return options.strictAuth
      ? { refusal: refuse(call, invalid) }
      : { kind, app: apps.usual, grants: undefined };
  }
  if (issued.isRevoked) return { refusal: refuse(call, invalid) };
  if (issued.expiresAt <= clock.now())
    return { refusal: refuse(call, kind === "tenant" ? 99991663 : 99991677) };
  return issued;
}

/** What follows `Bearer `, to the letter; undefined without it. */
export function bearerOf(call: Call): string | undefined {
  const header = call.request.headers["authorization"];
  return header?.startsWith("Bearer ") ? header.slice("Bearer ".length) : undefined;
}
