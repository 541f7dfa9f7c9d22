import type { Clock } from "./clock.ts";
import { FeishuTimeoutError } from "./errors.ts";
import type { TenantAccessToken } from "./generated/client.ts";
import type { Patience } from "./scope.ts";

/** Gives the token for a request, and another one for a token that the server rejected. */
export interface TokenSource {
  current(): string | Promise<string>;
  /** The rejected token itself when there is no other. */
  replace(rejected: string): string | Promise<string>;
  /** How long each call waits for either; as long as it takes unless given. */
  readonly patience?: Patience;
}

/**
 * What the caller may give as a token: the text itself, or what is asked for it before every request. `refresh` is
 * true when the server rejected the last one, so that what was kept is not given again.
 */
export type TokenOption = string | ((context: { refresh: boolean }) => string | Promise<string>);

/** How long calls that come back with the same rejected token share one replacement, in milliseconds. */
const SHARED_MS = 30_000;

/**
 * A token of the caller's own. A text cannot be replaced; a function is asked again, once for all calls, and has
 * `timeoutMs` to answer.
 */
export function callerToken(option: TokenOption, clock: Clock, timeoutMs: number): TokenSource {
  if (typeof option === "string") {
    const token = checkToken(option);
    return { current: () => token, replace: () => token };
  }
  const ask = async (refresh: boolean): Promise<string> => {
    const given = option({ refresh });
    return checkToken(typeof given === "string" ? given : await given);
  };
  let last: { rejected: string; until: number; fresh: Promise<string> } | undefined;
  return {
    patience: {
      ms: timeoutMs,
      late: () => new FeishuTimeoutError("token", timeoutMs, "the function gave no token"),
    },
    current: () => ask(false),
    replace(rejected) {
      if (last?.rejected === rejected && clock.now() < last.until) return last.fresh;
      const mine = { rejected, until: clock.now() + SHARED_MS, fresh: ask(true) };
      mine.fresh.catch(() => {
        if (last === mine) last = undefined;
      });
      last = mine;
      return mine.fresh;
    },
  };
}

/**
 * A tenant token fetched with the app's id and secret: asked for once for any number of concurrent calls. Five minutes
 * before its end it is renewed in the background, and half a minute before it is no longer used; a shorter life
 * shortens both.
 */
export function appToken(issue: () => Promise<TenantAccessToken>, clock: Clock): TokenSource {
  let held: { token: string; staleAt: number; endsAt: number } | undefined;
  let pending: Promise<string> | undefined;
  let quietUntil = -Infinity;

  async function fetchToken(): Promise<string> {
    const askedAt = clock.now();
    const { tenant_access_token: token, expire } = await issue();
    const lifeMs = expire * 1000;
    held = {
      token,
      staleAt: askedAt + lifeMs - Math.min(300_000, lifeMs / 10),
      endsAt: askedAt + lifeMs - Math.min(30_000, lifeMs / 20),
    };
    return token;
  }

  function renew(): Promise<string> {
    pending ??= fetchToken().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  return {
    current() {
      const now = clock.now();
      if (!held || now >= held.endsAt) return renew();
      if (now >= held.staleAt && now >= quietUntil) {
        quietUntil = now + 10_000;
        // In the background: the token at hand is still good, and the next call asks again.
        renew().catch(() => {});
      }
      return held.token;
    },
    replace(rejected) {
      if (held && held.token !== rejected) return held.token;
      held = undefined;
      return renew();
    },
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
