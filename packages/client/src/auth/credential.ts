import { isToken, type TokenOption } from "./token.ts";

/** Either a token, or the app's id and secret from which a tenant token is fetched and kept. */
export type Credential =
  | { token: TokenOption; appId?: undefined; appSecret?: undefined }
  | { appId: string; appSecret: string; token?: undefined };

/** @throws {TypeError} unless there is exactly one credential, whole; never shows it. */
export function resolveCredential(token: unknown, appId: unknown, appSecret: unknown): Credential {
  const hasApp = appId !== undefined || appSecret !== undefined;
  if ((token !== undefined) === hasApp) {
    throw new TypeError("createClient: give either a token, or appId and appSecret");
  }
  if (token !== undefined) {
    if ((typeof token === "string" && token !== "") || typeof token === "function")
      return { token: token as TokenOption };
    throw new TypeError("createClient: token must be a text or a function that returns one");
  }
  // A line break from a file would be sent as part of it.
  if (isToken(appId) && isToken(appSecret)) return { appId, appSecret };
  throw new TypeError(
    "createClient: appId and appSecret go together, each a text of visible ASCII characters, without spaces or line breaks",
  );
}
