import type { Clock } from "../resilience/clock.ts";
import type { TenantAccessToken } from "../generated/client.ts";

/** Provides the token of a request, and a replacement for a token that the server rejected. */
export interface TokenSource {
  /** Returns the token if it is available without waiting. */
  peek(): string | undefined;
  /** Waits for the token. A shared fetch is aborted when the signals of all its waiters are. */
  current(signal?: AbortSignal): Promise<string>;
  /** Replaces a rejected token. Returns the rejected token itself if there is no other. */
  replace(rejected: string, signal?: AbortSignal): Promise<string>;
  /** Bound the wait by `timeoutMs`: a token function of the caller has no timeout of its own. */
  readonly boundByTimeout: boolean;
}

/**
 * A token, or a function that returns one and is called before every request. `refresh` is true when the server
 * rejected the last token: return a new one then, not a cached one.
 */
export type TokenOption = string | ((context: { refresh: boolean }) => string | Promise<string>);

/** Milliseconds during which calls with the same rejected token share one replacement. */
const SHARED_MS = 30_000;

/** Creates a source from the `token` option. A string cannot be replaced; a function is called once for all waiting calls. */
export function callerToken(option: TokenOption, clock: Clock): TokenSource {
  if (typeof option === "string") {
    const token = checkToken(option);
    return {
      peek: () => token,
      current: async () => token,
      replace: async () => token,
      boundByTimeout: true,
    };
  }
  const ask = async (refresh: boolean): Promise<string> => checkToken(await option({ refresh }));
  let last: { rejected: string; until: number; replacement: Promise<string> } | undefined;
  return {
    peek: () => undefined,
    current: () => ask(false),
    replace(rejected) {
      if (last?.rejected === rejected && clock.now() < last.until) return last.replacement;
      const mine = { rejected, until: clock.now() + SHARED_MS, replacement: ask(true) };
      mine.replacement.catch(() => {
        if (last === mine) last = undefined;
      });
      last = mine;
      return mine.replacement;
    },
    boundByTimeout: true,
  };
}

/**
 * Creates a source that fetches and caches a tenant token. Concurrent calls share one fetch, which is aborted when none
 * of them waits for it any longer. The token is renewed in the background during its last 5 minutes and not used in its
 * last 30 seconds; for shorter lifetimes: renewed in the last 10 %, not used in the last 5 %.
 */
export function appToken(
  issue: (signal: AbortSignal) => Promise<TenantAccessToken>,
  clock: Clock,
): TokenSource {
  let token: { value: string; renewAt: number; endsAt: number } | undefined;
  let pending: { fetched: Promise<string>; controller: AbortController; waiters: number } | undefined;
  let nextRenewalAt = -Infinity;

  async function fetchToken(signal: AbortSignal): Promise<string> {
    const requestedAt = clock.now();
    const { tenant_access_token: value, expire } = await issue(signal);
    const lifetimeMs = expire * 1000;
    token = {
      value,
      renewAt: requestedAt + lifetimeMs - Math.min(300_000, lifetimeMs / 10),
      endsAt: requestedAt + lifetimeMs - Math.min(30_000, lifetimeMs / 20),
    };
    return value;
  }

  /** Joins the pending fetch or starts one. Without a signal the wait cannot be aborted. */
  function renew(signal?: AbortSignal): Promise<string> {
    const joined = (pending ??= startFetch());
    joined.waiters += 1;
    const leave = (): void => {
      joined.waiters -= 1;
      if (joined.waiters > 0) return;
      if (pending === joined) pending = undefined;
      joined.controller.abort(signal?.reason);
    };
    signal?.addEventListener("abort", leave, { once: true });
    const stopListening = (): void => signal?.removeEventListener("abort", leave);
    joined.fetched.then(stopListening, stopListening);
    return joined.fetched;
  }

  function startFetch(): NonNullable<typeof pending> {
    const controller = new AbortController();
    const started = { fetched: fetchToken(controller.signal), controller, waiters: 0 };
    const clear = (): void => {
      if (pending === started) pending = undefined;
    };
    started.fetched.then(clear, clear);
    return started;
  }

  return {
    peek() {
      const now = clock.now();
      if (!token || now >= token.endsAt) return undefined;
      if (now >= token.renewAt && now >= nextRenewalAt) {
        nextRenewalAt = now + 10_000;
        // The cached token is still valid; if the renewal fails, a later call starts another one.
        renew().catch(() => {});
      }
      return token.value;
    },
    current: renew,
    async replace(rejected, signal) {
      if (token && token.value !== rejected) return token.value;
      token = undefined;
      return renew(signal);
    },
    boundByTimeout: false,
  };
}

/** Whether a value can be sent in a header: visible ASCII characters only. */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}

/** Throws before the runtime does, whose error would print the token. */
function checkToken(token: unknown): string {
  if (isToken(token)) return token;
  throw new TypeError(
    "the token must be a string of visible ASCII characters, without spaces or line breaks",
  );
}
