import type { Clock } from "../resilience/clock.ts";
import { FeishuConnectionError, FeishuResponseError, FeishuTimeoutError } from "../errors.ts";
import { describeAnswer } from "./describe-response.ts";
import { printable, safeCause } from "../redact/redact.ts";
import { BodyTooLargeError, readBody } from "./read-body.ts";
import type { Scope } from "../resilience/scope.ts";
import type { WireAnswer, WireRequest } from "./wire.ts";

/** The limits of one attempt. */
export interface AttemptLimits {
  /** Of the whole call. */
  readonly scope: Scope;
  readonly clock: Clock;
  /** Milliseconds, the body included. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** What must not be told of the answer. */
  readonly secrets: readonly string[];
}

/**
 * One attempt: request out, whole answer in. Redirects are not followed, since the token would go with them.
 *
 * @throws the caller's own abort reason, untouched; else a {@link FeishuConnectionError}, or a
 * {@link FeishuResponseError} for an answer that is too large or a redirect.
 */
export function exchange(
  fetch: typeof globalThis.fetch,
  operation: string,
  request: WireRequest,
  limits: AttemptLimits,
): Promise<WireAnswer> {
  const { scope, timeoutMs, secrets } = limits;
  const { signal } = scope;
  const left = scope.left();
  // One controller for each attempt: a signal shared over a whole walk would gather listeners.
  const controller = new AbortController();
  return new Promise<WireAnswer>((resolve, reject) => {
    const tidy = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const stop = (reason: unknown): void => {
      // Settle first: a `fetch` that ignores its signal must not keep the caller waiting.
      reject(reason);
      tidy();
      controller.abort(reason);
    };
    const onAbort = (): void => stop(signal?.reason);
    const onTime = (): void =>
      stop(left < timeoutMs ? scope.late() : new FeishuTimeoutError(operation, timeoutMs));
    const timer = setTimeout(onTime, Math.max(0, Math.min(left, timeoutMs)));
    if (signal?.aborted) return onAbort();
    if (left <= 0) return onTime();
    signal?.addEventListener("abort", onAbort, { once: true });
    receive(fetch, operation, request, controller.signal, limits)
      .catch((error: unknown) => {
        throw asFailure(operation, error, secrets);
      })
      .then(resolve, reject)
      .finally(tidy);
  });
}

async function receive(
  fetch: typeof globalThis.fetch,
  operation: string,
  request: WireRequest,
  signal: AbortSignal,
  { clock, maxResponseBytes, secrets }: AttemptLimits,
): Promise<WireAnswer> {
  const { url, method, headers, body } = request;
  const response = await fetch(url, {
    method,
    headers,
    signal,
    redirect: "manual",
    ...(body !== undefined && { body }),
  });
  const { status } = response;
  const answer = { status, headers: response.headers, text: "", receivedAt: clock.now() };
  const unusable = (fault: "redirect" | "too_large", message: string): FeishuResponseError =>
    new FeishuResponseError(operation, message, {
      fault,
      ...describeAnswer(answer, secrets),
    });
  try {
    if (response.type === "opaqueredirect" || REDIRECTS.has(status)) {
      await response.body?.cancel();
      const target = printable(targetHost(response, url), secrets, 100);
      throw unusable(
        "redirect",
        `redirects${target}; not followed, since the token would go with it. Check baseUrl`,
      );
    }
    return { ...answer, text: await readBody(response, maxResponseBytes) };
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    throw unusable("too_large", `the answer is larger than maxResponseBytes (${maxResponseBytes})`);
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function targetHost(response: Response, url: string): string {
  const location = response.headers.get("location");
  if (!location || !URL.canParse(location, url)) return "";
  return ` to ${new URL(location, url).host}`;
}

function asFailure(operation: string, error: unknown, secrets: readonly string[]): unknown {
  if (error instanceof FeishuResponseError) return error;
  const cause = safeCause(error, secrets);
  return new FeishuConnectionError(
    operation,
    `no answer arrived: ${cause ? reasonOf(cause) : "the transport failed"}`,
    cause && { cause },
  );
}

/** The innermost message: `fetch failed` says nothing, its cause does. */
function reasonOf(error: Error): string {
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
