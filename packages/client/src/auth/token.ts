import type { Clock } from "../resilience/clock.ts";
import type { TenantAccessToken } from "../generated/client.ts";

/** Gives the token for a request, and another one for a token that the server rejected. */
export interface TokenSource {
  /** The token, where there is no need to wait for it. */
  held(): string | undefined;
  /** The signal is of one who waits; when nobody waits any more, nothing goes on for them. */
  current(signal?: AbortSignal): Promise<string>;
  /** The rejected token itself when there is no other. */
  replace(rejected: string, signal?: AbortSignal): Promise<string>;
  /** Whether a call waits no longer than its `timeoutMs`, since nothing else would end the waiting. */
  readonly isCallers: boolean;
}

/**
 * What the caller may give as a token: the text itself, or what is asked for it before every request. `refresh` is
 * true when the server rejected the last one, so that what was kept is not given again.
 */
export type TokenOption = string | ((context: { refresh: boolean }) => string | Promise<string>);

/** How long calls that come back with the same rejected token share one replacement, in milliseconds. */
const SHARED_MS = 30_000;

/** A token of the caller's own. A text cannot be replaced; a function is asked again, once for all calls. */
export function callerToken(option: TokenOption, clock: Clock): TokenSource {
  if (typeof option === "string") {
    const token = checkToken(option);
    return { held: () => token, current: async () => token, replace: async () => token, isCallers: true };
  }
  const ask = async (refresh: boolean): Promise<string> => checkToken(await option({ refresh }));
  let last: { rejected: string; until: number; fresh: Promise<string> } | undefined;
  return {
    held: () => undefined,
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
    isCallers: true,
  };
}

/**
 * A tenant token fetched with the app's id and secret: asked for once for any number of concurrent calls, and no longer
 * than one of them waits. Five minutes before its end it is renewed in the background, and half a minute before it is
 * no longer used; a shorter life shortens both.
 */
export function appToken(
  issue: (signal: AbortSignal) => Promise<TenantAccessToken>,
  clock: Clock,
): TokenSource {
  let token: { text: string; staleAt: number; endsAt: number } | undefined;
  let pending: { fetched: Promise<string>; controller: AbortController; waiting: number } | undefined;
  let quietUntil = -Infinity;

  async function fetchToken(signal: AbortSignal): Promise<string> {
    const askedAt = clock.now();
    const { tenant_access_token: text, expire } = await issue(signal);
    const lifeMs = expire * 1000;
    token = {
      text,
      staleAt: askedAt + lifeMs - Math.min(300_000, lifeMs / 10),
      endsAt: askedAt + lifeMs - Math.min(30_000, lifeMs / 20),
    };
    return text;
  }

  /** Without a signal it waits to the end. */
  function renew(signal?: AbortSignal): Promise<string> {
    let mine = pending;
    if (!mine) {
      const controller = new AbortController();
      const begun = { fetched: fetchToken(controller.signal), controller, waiting: 0 };
      const forget = (): void => {
        if (pending === begun) pending = undefined;
      };
      begun.fetched.then(forget, forget);
      mine = pending = begun;
    }
    const { fetched, controller } = mine;
    const joined = mine;
    joined.waiting += 1;
    const leave = (): void => {
      joined.waiting -= 1;
      if (joined.waiting > 0) return;
      if (pending === joined) pending = undefined;
      controller.abort(signal?.reason);
    };
    signal?.addEventListener("abort", leave, { once: true });
    const stay = (): void => signal?.removeEventListener("abort", leave);
    fetched.then(stay, stay);
    return fetched;
  }

  return {
    held() {
      const now = clock.now();
      if (!token || now >= token.endsAt) return undefined;
      if (now >= token.staleAt && now >= quietUntil) {
        quietUntil = now + 10_000;
        // In the background: the token at hand is still good, and the next call asks again.
        renew().catch(() => {});
      }
      return token.text;
    },
    current: renew,
    async replace(rejected, signal) {
      if (token && token.text !== rejected) return token.text;
      token = undefined;
      return renew(signal);
    },
    isCallers: false,
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
