import { codes } from "../../contract/codes.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { errorResponse } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";
import type { Caller } from "../../state/apps.ts";

const tenantToken = {
  kind: "tenant",
  invalid: codes.tenantTokenInvalid,
  expired: codes.tenantTokenInvalid,
} as const;
const userToken = { kind: "user", invalid: codes.userTokenInvalid, expired: codes.userTokenExpired } as const;

/** 99991661 if there is no `Authorization` header, or if it does not start with exactly `Bearer `. */
export function checkTokenPresent(request: OperationRequest): ResponseDraft | undefined {
  const isMissing = request.operation.secured && accessTokenOf(request) === undefined;
  return isMissing ? errorResponse(request, codes.tokenMissing) : undefined;
}

/** Sets `request.caller`. Returns an error response if the token is invalid. */
export function authenticate(request: OperationRequest): ResponseDraft | undefined {
  const accessToken = accessTokenOf(request);
  if (!request.operation.secured || accessToken === undefined) return undefined;
  const caller = callerOf(request, accessToken);
  if ("response" in caller) return caller.response;
  request.caller = caller;
  return undefined;
}

/**
 * The caller that an access token belongs to, or an error response with one of these codes:
 *
 * | prefix       | malformed, unknown or revoked | expired  |
 * | ------------ | ----------------------------- | -------- |
 * | `t-`         | 99991663                      | 99991663 |
 * | `u-`, `eyJ`  | 99991668                      | 99991677 |
 * | any other    | 99991671                      | 99991671 |
 *
 * A token that the mock did not issue is unknown only with `strictAuth`. Otherwise it belongs to the default app.
 */
function callerOf(
  request: OperationRequest,
  accessToken: string,
): Caller | { readonly response: ResponseDraft } {
  const { apps, tokens, clock, options } = request.context;
  const error = (code: number): { response: ResponseDraft } => ({ response: errorResponse(request, code) });
  const prefix = /^(t-|u-|eyJ)/.exec(accessToken)?.[0];
  if (prefix === undefined) return error(codes.tokenPrefix);
  const { kind, invalid, expired } = prefix === "t-" ? tenantToken : userToken;
  if (!/^\S+$/.test(accessToken.slice(prefix.length))) return error(invalid);
  const issued = tokens.find(accessToken);
  if (!issued) return options.strictAuth ? error(invalid) : { kind, app: apps.defaultApp, grants: undefined };
  if (issued.isRevoked) return error(invalid);
  return issued.expiresAt <= clock.now() ? error(expired) : issued;
}

/** The rest of the `Authorization` header after exactly `Bearer `. Undefined if it starts otherwise. */
function accessTokenOf({ raw }: OperationRequest): string | undefined {
  const header = raw.headers["authorization"];
  return header?.startsWith("Bearer ") ? header.slice("Bearer ".length) : undefined;
}
