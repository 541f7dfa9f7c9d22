import type { Clock } from "../resilience/clock.ts";
import { FeishuConnectionError, FeishuResponseError, FeishuTimeoutError } from "../errors.ts";
import { describeResponse } from "./describe-response.ts";
import { printable, safeCause } from "../redact/redact.ts";
import { BodyTooLargeError, readBody } from "./read-body.ts";
import type { CallLifetime } from "../resilience/lifetime.ts";
import type { WireResponse, WireRequest } from "./wire.ts";

/** What one attempt needs besides its request. */
export interface AttemptContext {
  /** Signal and deadline of the whole call. */
  readonly lifetime: CallLifetime;
  readonly clock: Clock;
  /** Milliseconds, response body included. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Strings that no error may show. */
  readonly secrets: readonly string[];
}

/**
 * Sends one request and reads the complete response. Does not follow redirects, because it would send the token there.
 *
 * @throws the caller's own abort reason, unchanged; otherwise a {@link FeishuConnectionError}, or a
 * {@link FeishuResponseError} for a redirect or a response that is too large.
 */
export function sendRequest(
  fetch: typeof globalThis.fetch,
  operation: string,
  request: WireRequest,
  context: AttemptContext,
): Promise<WireResponse> {
  const { lifetime, timeoutMs, secrets } = context;
  const { signal } = lifetime;
  const remainingMs = lifetime.remainingMs();
  // One controller per attempt: listeners would pile up on a signal shared by a whole walk.
  const controller = new AbortController();
  return new Promise<WireResponse>((resolve, reject) => {
    const cleanup = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const stop = (reason: unknown): void => {
      // Settle first: a `fetch` that ignores its signal must not keep the caller waiting.
      reject(reason);
      cleanup();
      controller.abort(reason);
    };
    const onAbort = (): void => stop(signal?.reason);
    const onTimeout = (): void =>
      stop(remainingMs < timeoutMs ? lifetime.timeoutError() : new FeishuTimeoutError(operation, timeoutMs));
    const timer = setTimeout(onTimeout, Math.max(0, Math.min(remainingMs, timeoutMs)));
    if (signal?.aborted) return onAbort();
    if (remainingMs <= 0) return onTimeout();
    signal?.addEventListener("abort", onAbort, { once: true });
    fetchResponse(fetch, operation, request, controller.signal, context)
      .catch((error: unknown) => {
        throw toConnectionError(operation, error, secrets);
      })
      .then(resolve, reject)
      .finally(cleanup);
  });
}

async function fetchResponse(
  fetch: typeof globalThis.fetch,
  operation: string,
  request: WireRequest,
  signal: AbortSignal,
  { clock, maxResponseBytes, secrets }: AttemptContext,
): Promise<WireResponse> {
  const { url, method, headers, body } = request;
  const received = await fetch(url, {
    method,
    headers,
    signal,
    redirect: "manual",
    ...(body !== undefined && { body }),
  });
  const { status } = received;
  const response = { status, headers: received.headers, text: "", receivedAt: clock.now() };
  const unusableResponse = (reason: "redirect" | "too_large", message: string): FeishuResponseError =>
    new FeishuResponseError(operation, message, { reason, ...describeResponse(response, secrets) });
  try {
    if (received.type === "opaqueredirect" || REDIRECTS.has(status)) {
      await received.body?.cancel();
      const target = printable(targetHost(received, url), secrets, 100);
      throw unusableResponse(
        "redirect",
        `the server redirects${target}. The client does not follow redirects, because it would send the token there. Check baseUrl`,
      );
    }
    return { ...response, text: await readBody(received, maxResponseBytes) };
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    throw unusableResponse("too_large", `the response is larger than maxResponseBytes (${maxResponseBytes})`);
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function targetHost(response: Response, url: string): string {
  const location = response.headers.get("location");
  if (!location || !URL.canParse(location, url)) return "";
  return ` to ${new URL(location, url).host}`;
}

function toConnectionError(operation: string, error: unknown, secrets: readonly string[]): unknown {
  if (error instanceof FeishuResponseError) return error;
  const cause = safeCause(error, secrets);
  return new FeishuConnectionError(
    operation,
    `no response: ${cause ? innermostMessage(cause) : "the transport failed"}`,
    cause && { cause },
  );
}

/** The message of the innermost cause, since "fetch failed" alone does not help. */
function innermostMessage(error: Error): string {
  if (error.cause instanceof Error) return innermostMessage(error.cause);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
