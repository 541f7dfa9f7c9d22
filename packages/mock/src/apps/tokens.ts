import { createHmac } from "node:crypto";
import type { MockClock } from "../clock.ts";
import type { App } from "./apps.ts";

/** A token that the mock issued. */
export interface IssuedToken {
  readonly token: string;
  readonly kind: "tenant" | "user";
  readonly app: App;
  /** What the user granted; undefined for everything that the app has. */
  readonly grants: readonly string[] | undefined;
  /** On the mock's clock. */
  readonly expiresAt: number;
  isRevoked: boolean;
}

/** What a user's token is made of. */
export interface UserTokenOptions {
  /** The app that it is for, by its id. Default: the one behind every token. */
  appId?: string;
  /** Scopes that the user granted. Default: every one that the app has. */
  scopes?: readonly string[];
  /** Seconds until it ends, 0 or more. Default 6900, as Feishu's. */
  expiresIn?: number;
}

/** The tokens that a mock issued. */
export interface Tokens {
  /**
   * A tenant token and the whole seconds that it has left. With 30 minutes or more left the same one again, with less
   * a new one; the old one stays valid until its end.
   */
  tenant(appId: string, app: App): { token: string; expire: number };
  user(app: App, options: UserTokenOptions): string;
  find(token: string): IssuedToken | undefined;
  /** Makes a token invalid before its time; false where the mock did not issue it. */
  revoke(token: string): boolean;
  /** How many are valid now. */
  count(): number;
  reset(): void;
}

const LIFE_MS = 7_200_000;
const RENEW_MS = 1_800_000;

/** Issues tokens that seed, app and turn alone decide. */
export function createTokens(seed: number, clock: MockClock): Tokens {
  const issued = new Map<string, IssuedToken>();
  const latest = new Map<string, IssuedToken>();
  let turn = 0;
  const text = (of: string): string =>
    createHmac("sha256", `feishu-mock ${seed}`).update(of).digest("hex").slice(0, 40);

  function keep(token: IssuedToken): IssuedToken {
    // A mock that runs for weeks must not gather tokens.
    for (const [key, { expiresAt }] of issued) if (expiresAt + LIFE_MS <= clock.now()) issued.delete(key);
    issued.set(token.token, token);
    return token;
  }

  return {
    tenant(appId, app) {
      const now = clock.now();
      let token = latest.get(appId);
      if (!token || token.isRevoked || token.expiresAt - now < RENEW_MS) {
        turn = token ? turn + 1 : turn;
        const value = `t-${text(token ? `${appId} ${turn}` : appId)}`;
        token = keep({
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
      if (!(expiresIn >= 0))
        throw new TypeError(`expiresIn must be seconds from now, 0 or more, got ${expiresIn}`);
      turn += 1;
      const expiresAt = clock.now() + expiresIn * 1000;
      const token = `u-${text(`user ${turn}`)}`;
      return keep({ token, kind: "user", app, grants: scopes, expiresAt, isRevoked: false }).token;
    },
    find: (token) => issued.get(token),
    revoke(token) {
      const known = issued.get(token);
      if (known) known.isRevoked = true;
      return known !== undefined;
    },
    count: () =>
      [...issued.values()].filter(({ expiresAt, isRevoked }) => !isRevoked && expiresAt > clock.now()).length,
    reset() {
      issued.clear();
      latest.clear();
      turn = 0;
    },
  };
}
