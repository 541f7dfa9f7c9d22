import { FeishuConnectionError, FeishuResponseError, FeishuTimeoutError } from "./errors.ts";
import { BodyTooLargeError, readBody } from "./read-body.ts";

/** A request ready for the wire. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** An answer that arrived whole; nothing of it has been judged yet. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The limits of one attempt. */
export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  /** Milliseconds, the body included. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
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
  const { signal, timeoutMs, maxResponseBytes } = limits;
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
    const timer = setTimeout(() => stop(new FeishuTimeoutError(operation, timeoutMs)), timeoutMs);
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    receive(fetch, operation, request, controller.signal, maxResponseBytes)
      .then(resolve, (error: unknown) => reject(asFailure(operation, error)))
      .finally(tidy);
  });
}

async function receive(
  fetch: typeof globalThis.fetch,
  operation: string,
  request: WireRequest,
  signal: AbortSignal,
  maxResponseBytes: number,
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
  try {
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      throw unusable(
        operation,
        response,
        "redirect",
        `redirects${targetHost(response, url)}; not followed, since the token would go with it. Check baseUrl`,
      );
    }
    return { status, headers: response.headers, text: await readBody(response, maxResponseBytes) };
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    throw unusable(
      operation,
      response,
      "too_large",
      `the answer is larger than maxResponseBytes (${maxResponseBytes})`,
    );
  }
}

function unusable(
  operation: string,
  response: Response,
  fault: "redirect" | "too_large",
  message: string,
): FeishuResponseError {
  const { status, headers } = response;
  return new FeishuResponseError(operation, message, { fault, status, headers, bodyStart: "" });
}

function targetHost(response: Response, url: string): string {
  const location = response.headers.get("location");
  if (!location || !URL.canParse(location, url)) return "";
  return ` to ${new URL(location, url).host}`;
}

function asFailure(operation: string, error: unknown): unknown {
  if (error instanceof FeishuResponseError) return error;
  return new FeishuConnectionError(operation, `no answer arrived: ${reasonOf(error)}`, { cause: error });
}

/** The innermost message: `fetch failed` says nothing, its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
