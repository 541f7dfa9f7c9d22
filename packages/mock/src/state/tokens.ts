import { createHmac } from "node:crypto";
import type { App } from "./apps.ts";
import type { MockClock } from "./clock.ts";

/** A token that the mock issued. */
export interface IssuedToken {
  readonly token: string;
  readonly kind: "tenant" | "user";
  readonly app: App;
  /** Scopes that the user granted. Undefined for every scope of the app. */
  readonly grants: readonly string[] | undefined;
  /** In milliseconds, on the mock's clock. */
  readonly expiresAt: number;
  isRevoked: boolean;
}

/** Options of `issueUserToken`. */
export interface UserTokenOptions {
  /** Id of the app that the token is for. Default: the default app. */
  appId?: string;
  /** Scopes that the user granted. Default: every scope of the app. */
  scopes?: readonly string[];
  /** Lifetime in seconds, 0 or more. Default 6900, as in Feishu. */
  expiresIn?: number;
}

/** The tokens that a mock issued. */
export interface Tokens {
  /**
   * A tenant token and its remaining lifetime in whole seconds. Returns the current token while it has 30 minutes left,
   * then a new one. The old token stays valid until it expires.
   */
  tenant(appId: string, app: App): { token: string; expire: number };
  user(app: App, options: UserTokenOptions): string;
  find(token: string): IssuedToken | undefined;
  /** Makes a token invalid. Returns false for a token that the mock did not issue. */
  revoke(token: string): boolean;
  /** Number of valid tokens. */
  count(): number;
  reset(): void;
}

const LIFE_MS = 7_200_000;
const RENEW_MS = 1_800_000;

/** Creates a token store. Tokens depend only on the seed, the app and the order in which they are issued. */
export function createTokens(seed: number, clock: MockClock): Tokens {
  const issued = new Map<string, IssuedToken>();
  const latest = new Map<string, IssuedToken>();
  let issuedCount = 0;
  const digest = (input: string): string =>
    createHmac("sha256", `feishu-mock ${seed}`).update(input).digest("hex").slice(0, 40);

  function store(token: IssuedToken): IssuedToken {
    // Otherwise a mock that runs for weeks accumulates expired tokens.
    for (const [key, { expiresAt }] of issued) if (expiresAt + LIFE_MS <= clock.now()) issued.delete(key);
    issued.set(token.token, token);
    return token;
  }

  return {
    tenant(appId, app) {
      const now = clock.now();
      let token = latest.get(appId);
      if (!token || token.isRevoked || token.expiresAt - now < RENEW_MS) {
        issuedCount = token ? issuedCount + 1 : issuedCount;
        const value = `t-${digest(token ? `${appId} ${issuedCount}` : appId)}`;
        token = store({
          token: value,
          kind: "tenant",
          app,
          grants: undefined,
          expiresAt: now + LIFE_MS,
          isRevoked: false,
        });
        latest.set(appId, token);
      }
      return { token: token.token, expire: Math.floor((token.expiresAt - now) / 1000) };
    },
    user(app, { scopes, expiresIn = 6900 }) {
      if (!(expiresIn >= 0)) throw new TypeError(`expiresIn must be seconds, 0 or more, got ${expiresIn}`);
      issuedCount += 1;
      const expiresAt = clock.now() + expiresIn * 1000;
      const token = `u-${digest(`user ${issuedCount}`)}`;
      return store({ token, kind: "user", app, grants: scopes, expiresAt, isRevoked: false }).token;
    },
    find: (token) => issued.get(token),
    revoke(token) {
      const issuedToken = issued.get(token);
      if (issuedToken) issuedToken.isRevoked = true;
      return issuedToken !== undefined;
    },
    count: () =>
      [...issued.values()].filter(({ expiresAt, isRevoked }) => !isRevoked && expiresAt > clock.now()).length,
    reset() {
      issued.clear();
      latest.clear();
      issuedCount = 0;
    },
  };
}
