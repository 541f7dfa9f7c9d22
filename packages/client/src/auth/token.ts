import type { Clock } from "../resilience/clock.ts";
import type { TenantAccessToken } from "../generated/client.ts";

/** Provides the token of a request, and a replacement for a token that the server rejected. */
export interface TokenSource {
  /** Returns the cached token, if there is a usable one. Starts a renewal in the background if it expires soon. */
  takeCached(): string | undefined;
  /** Fetches a token. To be called after `takeCached` returned `undefined`. Waiting calls share a fetch of the client. */
  fetch(signal?: AbortSignal): Promise<string>;
  /** Replaces a rejected token. Returns the rejected token itself if there is no other. */
  replace(rejected: string, signal?: AbortSignal): Promise<string>;
  /** Whether the wait must be bounded by `timeoutMs`, since the source has no timeout of its own. */
  readonly waitNeedsTimeout: boolean;
}

/**
 * A token, or a function that returns one. It is called once per call, and again if the server rejects the token: then
 * `refresh` is true, and it must return a new token, not a cached one.
 */
export type TokenOption = string | ((context: { refresh: boolean }) => string | Promise<string>);

/** Milliseconds during which calls with the same rejected token share one replacement. */
const SHARED_MS = 30_000;
/** Milliseconds between two attempts to renew a token in the background. */
const MIN_RENEWAL_INTERVAL_MS = 10_000;

/** Creates a source from the `token` option. A string cannot be replaced. Calls with the same rejected token share one replacement. */
export function configuredToken(option: TokenOption, clock: Clock): TokenSource {
  if (typeof option === "string") {
    const token = checkToken(option);
    return {
      takeCached: () => token,
      fetch: async () => token,
      replace: async () => token,
      waitNeedsTimeout: true,
    };
  }
  const ask = async (refresh: boolean): Promise<string> => checkToken(await option({ refresh }));
  let last: { rejected: string; until: number; replacement: Promise<string> } | undefined;
  return {
    takeCached: () => undefined,
    fetch: () => ask(false),
    replace(rejected) {
      if (last?.rejected === rejected && clock.now() < last.until) return last.replacement;
      const started = { rejected, until: clock.now() + SHARED_MS, replacement: ask(true) };
      started.replacement.catch(() => {
        if (last === started) last = undefined;
      });
      last = started;
      return started.replacement;
    },
    waitNeedsTimeout: true,
  };
}

/**
 * Creates a source that fetches and caches a tenant token. Concurrent calls share one fetch, which is aborted when none
 * of them waits for it any longer. The token is renewed in the background during its last 5 minutes (10 % of a lifetime
 * under 50 minutes), and not used in its last 30 seconds (5 % of a lifetime under 10 minutes).
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
    takeCached() {
      const now = clock.now();
      if (!token || now >= token.endsAt) return undefined;
      if (now >= token.renewAt && now >= nextRenewalAt) {
        nextRenewalAt = now + MIN_RENEWAL_INTERVAL_MS;
        // The cached token is still valid; if the renewal fails, a later call starts another one.
        renew().catch(() => {});
      }
      return token.value;
    },
    fetch: renew,
    async replace(rejected, signal) {
      if (token && token.value !== rejected) return token.value;
      token = undefined;
      return renew(signal);
    },
    waitNeedsTimeout: false,
  };
}

/** Whether a value is a non-empty string of visible ASCII characters, without white space. */
export function isVisibleAscii(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}

/** Rejects a token that cannot be a header value. Otherwise the runtime's own error would contain the token. */
function checkToken(token: unknown): string {
  if (isVisibleAscii(token)) return token;
  throw new TypeError(
    "the token must be a string of visible ASCII characters, without spaces or line breaks",
  );
}
