import type { TenantAccessToken } from "./generated/client.ts";

/** Gives the token for a request. */
export type TokenSource = () => string | Promise<string>;

/** What the caller may give as a token: the text itself, or what is asked for it before every request. */
export type TokenOption = string | (() => string | Promise<string>);

/** A token of the caller's own; a function is asked before every request, so it should keep what it has. */
export function callerToken(option: TokenOption): TokenSource {
  if (typeof option === "string") return () => checkToken(option);
  return async () => checkToken(await option());
}

/**
 * A tenant token fetched with the app's id and secret: asked for once for any number of concurrent calls, kept until
 * shortly before it ends (five minutes, or a tenth of a shorter life), and asked for anew after a failure.
 */
export function appToken(issue: () => Promise<TenantAccessToken>, now: () => number): TokenSource {
  let current: { token: string; freshUntil: number } | undefined;
  let pending: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const askedAt = now();
    const { tenant_access_token: token, expire } = await issue();
    const lifeMs = expire * 1000;
    current = { token, freshUntil: askedAt + lifeMs - Math.min(5 * 60_000, lifeMs / 10) };
    return token;
  }

  return () => {
    if (current && now() < current.freshUntil) return current.token;
    pending ??= renew().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

/** Whether a header can carry it. */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}

/** Refuses without showing: the runtime's own error would print the token. */
function checkToken(token: unknown): string {
  if (isToken(token)) return token;
  throw new TypeError("the token must be a text of visible ASCII characters, without spaces or line breaks");
}
