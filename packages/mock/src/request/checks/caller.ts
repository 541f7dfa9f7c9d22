import { refuse } from "../../call/call.ts";
import type { Call } from "../../call/call.ts";
import type { ResponseDraft } from "../../http/response.ts";
import type { Caller } from "../../state/apps.ts";

/**
 * The caller that a token belongs to, or the refusal of the token. 99991663 for a `t-` token that is malformed, expired
 * or revoked. For `u-` tokens and JWTs 99991677 if expired, otherwise 99991668. 99991671 for any other prefix. A token
 * that the mock did not issue belongs to the default app, unless `strictAuth` is on.
 */
export function callerOf(call: Call, token: string): Caller | { readonly refusal: ResponseDraft } {
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
      : { kind, app: apps.defaultApp, grants: undefined };
  }
  if (issued.isRevoked) return { refusal: refuse(call, invalid) };
  if (issued.expiresAt <= clock.now())
    return { refusal: refuse(call, kind === "tenant" ? 99991663 : 99991677) };
  return issued;
}

/** The rest of the `Authorization` header after exactly `Bearer `. Undefined without it. */
export function bearerOf(call: Call): string | undefined {
  const header = call.request.headers["authorization"];
  return header?.startsWith("Bearer ") ? header.slice("Bearer ".length) : undefined;
}
