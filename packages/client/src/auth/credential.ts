import { isVisibleAscii, type TokenOption } from "./token.ts";

/** Either a token, or an app's id and secret, with which the client fetches and caches a tenant token. */
export type Credential =
  | { token: TokenOption; appId?: undefined; appSecret?: undefined }
  | { appId: string; appSecret: string; token?: undefined };

/** @throws {TypeError} unless the options hold exactly one complete credential. The message never shows it. */
export function resolveCredential(token: unknown, appId: unknown, appSecret: unknown): Credential {
  const hasApp = appId !== undefined || appSecret !== undefined;
  if ((token !== undefined) === hasApp) {
    throw new TypeError("createClient: give either a token, or appId and appSecret");
  }
  if (token !== undefined) {
    if ((typeof token === "string" && token !== "") || typeof token === "function")
      return { token: token as TokenOption };
    throw new TypeError("createClient: token must be a string or a function that returns one");
  }
  // Rejects white space, such as the line break at the end of a secret that was read from a file.
  if (isVisibleAscii(appId) && isVisibleAscii(appSecret)) return { appId, appSecret };
  throw new TypeError(
    "createClient: appId and appSecret must both be given, each a string of visible ASCII characters without spaces or line breaks",
  );
}
