import { ConnectionReset } from "./faults/wire.ts";
import type { Handler } from "./message.ts";
import { usualLimits } from "./server.ts";

/**
 * A `fetch` that hands every request to the handler, whatever its origin. Rejects as `fetch` does for an abort, for a
 * connection that is reset, and once the mock is closed; what is open then gets as long as a connection does.
 */
export function createFetch(handle: Handler, closing: AbortSignal): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // The request's own signal follows the caller's no more once the request is collected; a stream may outlive it.
    const callers = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
    callers.throwIfAborted();
    if (closing.aborted) throw closed();
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers);
    const { signal, release } = either(callers, closing);
    try {
      const reply = await handle(
        { method: request.method, target: pathname + search, headers, body },
        signal,
      );
      signal.throwIfAborted();
      const isBodiless = request.method === "HEAD" || [204, 205, 304].includes(reply.status);
      if (isBodiless || Buffer.isBuffer(reply.body)) release();
      return new Response(isBodiless ? null : bodyOf(reply.body, release), reply);
    } catch (error) {
      release();
      if (!(error instanceof ConnectionReset)) throw error;
      throw new TypeError("fetch failed", { cause: error });
    }
  };
}

function closed(): TypeError {
  return new TypeError("fetch failed", { cause: new Error("the mock is closed") });
}

/** A signal for both reasons, until it is released. `AbortSignal.any` may be collected while it is awaited. */
function either(
  callers: AbortSignal,
  closing: AbortSignal,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => controller.abort(callers.reason);
  const onClose = (): void => {
    timer = setTimeout(() => controller.abort(closed()), usualLimits.graceMs);
  };
  callers.addEventListener("abort", onAbort, { once: true });
  closing.addEventListener("abort", onClose, { once: true });
  const release = (): void => {
    clearTimeout(timer);
    callers.removeEventListener("abort", onAbort);
    closing.removeEventListener("abort", onClose);
  };
  return { signal: controller.signal, release };
}

function bodyOf(
  body: Buffer | AsyncIterable<Buffer>,
  release: () => void,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (!done) return controller.enqueue(new Uint8Array(value));
        release();
        controller.close();
      } catch (error) {
        release();
        controller.error(
          error instanceof ConnectionReset ? new TypeError("terminated", { cause: error }) : error,
        );
      }
    },
    async cancel() {
      release();
      await pieces.return?.();
    },
  });
}
