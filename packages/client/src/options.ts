import { defaultBaseUrl } from "./generated/operations.ts";
import type { TokenOption } from "./token.ts";

/** How a client reaches Feishu. Everything but the credential has a default. */
export type ClientOptions = Credential & {
  /**
   * Where the API is, `/open-apis` included. Default: Feishu, `https://open.feishu.cn/open-apis`;
   * Lark is `https://open.larksuite.com/open-apis`.
   */
  baseUrl?: string | undefined;
  /** What sends requests. Default: the global `fetch`, looked up at each request. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds for one attempt, the body included. Default: 30,000. */
  timeoutMs?: number | undefined;
  /** The largest answer that is read, in bytes. Default: 8 MiB. */
  maxResponseBytes?: number | undefined;
};

/** Either a token, or the app's id and secret from which a tenant token is fetched and kept. */
export type Credential =
  | { token: TokenOption; appId?: undefined; appSecret?: undefined }
  | { appId: string; appSecret: string; token?: undefined };

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly credential: Credential;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** @throws {TypeError} that names the option, what is allowed, and never a secret. */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  const {
    token,
    appId,
    appSecret,
    baseUrl = defaultBaseUrl,
    fetch,
    timeoutMs = 30_000,
    maxResponseBytes = 8 * 1024 * 1024,
    ...rest
  } = options ?? {};
  const [unknown] = Object.keys(rest);
  if (unknown)
    throw new TypeError(
      `createClient: unknown option "${unknown}"; known are token, appId, appSecret, baseUrl, fetch, timeoutMs, maxResponseBytes`,
    );
  if (fetch !== undefined && typeof fetch !== "function")
    throw new TypeError("createClient: fetch must be a function");
  return {
    credential: resolveCredential(token, appId, appSecret),
    baseUrl: resolveBaseUrl(baseUrl),
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: checkMilliseconds("createClient", "timeoutMs", timeoutMs),
    maxResponseBytes: checkPositive("createClient", "maxResponseBytes", maxResponseBytes),
  };
}

/** @throws {TypeError} for a number that a timer cannot wait for. */
export function checkMilliseconds(place: string, name: string, value: number): number {
  if (checkPositive(place, name, value) <= 2_147_483_647) return value;
  throw new TypeError(`${place}: ${name} must be at most 2147483647, the longest that a timer waits`);
}

function checkPositive(place: string, name: string, value: number): number {
  if (typeof value === "number" && value > 0 && Number.isFinite(value)) return value;
  throw new TypeError(`${place}: ${name} must be a number greater than 0`);
}

function resolveCredential(token: unknown, appId: unknown, appSecret: unknown): Credential {
  const hasApp = appId !== undefined || appSecret !== undefined;
  if ((token !== undefined) === hasApp) {
    throw new TypeError("createClient: give either a token, or appId and appSecret");
  }
  if (token !== undefined) {
    if ((typeof token === "string" && token !== "") || typeof token === "function")
      return { token: token as TokenOption };
    throw new TypeError("createClient: token must be a text or a function that returns one");
  }
  if (typeof appId === "string" && appId && typeof appSecret === "string" && appSecret)
    return { appId, appSecret };
  throw new TypeError("createClient: appId and appSecret go together, each a text that is not empty");
}

function resolveBaseUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) {
    throw new TypeError(
      "createClient: baseUrl must be an http(s) URL without credentials or query, such as https://open.feishu.cn/open-apis",
    );
  }
  return url.href.replace(/\/+$/, "");
}
