import { systemClock, type Clock } from "./resilience/clock.ts";
import { resolveCredential, type Credential } from "./auth/credential.ts";
import type { Drift, DriftReporter, ResponseCheck } from "./check/drift.ts";
import type { EventHandlers } from "./events.ts";
import { defaultBaseUrl } from "./generated/operations.ts";
import { createRateLimiter, type RateLimiter } from "./resilience/rate-limiter.ts";
import { createRetryBudget, type RetryBudget } from "./resilience/retry-budget.ts";
import type { CallOptions } from "./types.ts";

/** Options of a client. All but the credential have defaults. */
export type ClientOptions = Credential &
  EventHandlers & {
    /**
     * Base URL of the API, including `/open-apis`. Default: Feishu, `https://open.feishu.cn/open-apis`. For Lark:
     * `https://open.larksuite.com/open-apis`.
     */
    baseUrl?: string | undefined;
    /** Sends the requests. Default: the global `fetch`, looked up at each request. */
    fetch?: typeof globalThis.fetch | undefined;
    /** Milliseconds for one attempt, response body included. Default: 30,000. */
    timeoutMs?: number | undefined;
    /** Milliseconds for a whole call: all attempts and all waiting. Default: none. */
    deadlineMs?: number | undefined;
    /**
     * `false` for a single attempt; otherwise the number of attempts (default: 3) and the budget of all retries of the
     * client (default: {@link createRetryBudget}). Retries only idempotent operations, and only after 429, 99991400, 5xx,
     * a connection error or a timeout.
     */
    retry?: false | { attempts?: number | undefined; budget?: RetryBudget | undefined } | undefined;
    /** `false`, or a limiter to share between clients. Default: {@link createRateLimiter}, one for each client. */
    rateLimit?: false | RateLimiter | undefined;
    /** Compares responses with the contract: `responseCheck` of `@feishu-openapi/client/check`. Default: none. */
    check?: ResponseCheck | undefined;
    /** Called once for each way in which responses depart from the contract. Its errors are ignored. */
    onDrift?: ((drift: Drift) => void) | undefined;
    /** Largest response body, in bytes. Default: 8 MiB. */
    maxResponseBytes?: number | undefined;
    /** Time and random numbers, for tests. Default: the system's. */
    clock?: Clock | undefined;
  };

/** Options with all defaults applied. */
export interface ResolvedOptions extends EventHandlers {
  readonly credential: Credential;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly attempts: number;
  readonly budget: RetryBudget;
  readonly rateLimiter: RateLimiter | undefined;
  readonly maxResponseBytes: number;
  readonly reportDrift: DriftReporter | undefined;
  readonly clock: Clock;
}

const KNOWN_OPTIONS = (
  "token appId appSecret baseUrl fetch timeoutMs deadlineMs retry rateLimit maxResponseBytes check onDrift clock " +
  "onRequest onResponse onRetry"
).split(" ");

/** @throws {TypeError} for an invalid option. The message names it and what is allowed, and shows no secret. */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  rejectUnknown("createClient", options ?? {}, KNOWN_OPTIONS);
  const {
    token,
    appId,
    appSecret,
    baseUrl = defaultBaseUrl,
    fetch,
    timeoutMs = 30_000,
    deadlineMs,
    retry,
    rateLimit,
  } = options ?? {};
  const {
    maxResponseBytes = 8 * 1024 * 1024,
    clock = systemClock,
    onRequest,
    onResponse,
    onRetry,
    check,
    onDrift,
  } = options ?? {};
  for (const [name, value] of Object.entries({ fetch, onRequest, onResponse, onRetry, onDrift })) {
    if (value !== undefined && typeof value !== "function")
      throw new TypeError(`createClient: ${name} must be a function`);
  }
  if (rateLimit && typeof rateLimit.acquire !== "function") {
    throw new TypeError("createClient: rateLimit must be false or a limiter with a function acquire");
  }
  const mode = check?.mode;
  if (mode !== undefined && mode !== "report" && mode !== "throw")
    throw new TypeError('createClient: check.mode must be "report" or "throw"');
  if (onDrift ? !check : check && typeof check.createReporter !== "function") {
    throw new TypeError(
      "createClient: check must be responseCheck of @feishu-openapi/client/check, and onDrift needs it",
    );
  }
  return {
    credential: resolveCredential(token, appId, appSecret),
    baseUrl: resolveBaseUrl(baseUrl),
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: checkMilliseconds("createClient", "timeoutMs", timeoutMs),
    deadlineMs:
      deadlineMs === undefined ? undefined : checkMilliseconds("createClient", "deadlineMs", deadlineMs),
    attempts: checkAttempts("createClient", retry, 3),
    budget: (retry && retry.budget) || createRetryBudget(),
    rateLimiter: rateLimit === false ? undefined : (rateLimit ?? createRateLimiter({}, clock)),
    maxResponseBytes: checkPositive("createClient", "maxResponseBytes", maxResponseBytes),
    reportDrift: check?.createReporter(check, onDrift),
    clock,
    onRequest,
    onResponse,
    onRetry,
  };
}

/** Merges the options of one call with those of its client. */
export function resolveCallOptions(
  operation: string,
  client: ResolvedOptions,
  options: CallOptions,
): { signal: AbortSignal | undefined; timeoutMs: number; deadlineMs: number | undefined; attempts: number } {
  const { signal, timeoutMs, deadlineMs, retry } = checkCallOptions(operation, options);
  return {
    signal,
    timeoutMs:
      timeoutMs === undefined ? client.timeoutMs : checkMilliseconds(operation, "timeoutMs", timeoutMs),
    deadlineMs:
      deadlineMs === undefined ? client.deadlineMs : checkMilliseconds(operation, "deadlineMs", deadlineMs),
    attempts: retry === undefined ? client.attempts : checkAttempts(operation, retry, client.attempts),
  };
}

/** @throws {TypeError} for an unknown option, or a signal that is not an `AbortSignal`. */
export function checkCallOptions<Options extends CallOptions>(
  operation: string,
  options: Options,
  more: readonly string[] = [],
): Options {
  const given = options ?? {};
  rejectUnknown(operation, given, ["signal", "timeoutMs", "deadlineMs", "retry", ...more]);
  if (given.signal && typeof given.signal.addEventListener !== "function")
    throw new TypeError(
      `${operation}: signal must be an AbortSignal, such as the signal of an AbortController`,
    );
  return given;
}

function rejectUnknown(place: string, options: object, known: readonly string[]): void {
  for (const name in options) {
    if (!known.includes(name)) {
      throw new TypeError(`${place}: unknown option "${name}"; known are ${known.join(", ")}`);
    }
  }
}

function checkAttempts(place: string, retry: ClientOptions["retry"], fallback: number): number {
  if (retry === false) return 1;
  if (retry !== undefined) rejectUnknown(`${place}: retry`, retry, ["attempts", "budget"]);
  const attempts = retry?.attempts ?? fallback;
  if (Number.isInteger(attempts) && attempts >= 1 && attempts <= 100) return attempts;
  throw new TypeError(`${place}: retry.attempts must be an integer from 1 to 100`);
}

/** A timer waits at most 2^31 - 1 milliseconds. */
function checkMilliseconds(place: string, name: string, value: number): number {
  if (checkPositive(place, name, value) <= 2_147_483_647) return value;
  throw new TypeError(`${place}: ${name} must be at most 2147483647, the limit of a timer`);
}

function checkPositive(place: string, name: string, value: number): number {
  if (typeof value === "number" && value > 0 && Number.isFinite(value)) return value;
  throw new TypeError(`${place}: ${name} must be a number greater than 0`);
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
