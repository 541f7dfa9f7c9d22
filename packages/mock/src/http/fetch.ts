import { ConnectionReset } from "./connection-reset.ts";
import type { Handler } from "./message.ts";
import { defaultLimits } from "./server.ts";

/**
 * Creates a `fetch` that passes every request to the handler, whatever its origin. Like `fetch` it rejects on abort and
 * on a connection reset. It also rejects after the mock is closed; open responses get the same grace period as
 * connections.
 */
export function createFetch(handle: Handler, closing: AbortSignal): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // A collected Request no longer forwards the caller's signal, and a response stream may outlive its Request.
    const callerSignal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
    callerSignal.throwIfAborted();
    if (closing.aborted) throw closedError();
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers);
    const { signal, release } = eitherSignal(callerSignal, closing);
    try {
      const response = await handle(
        { method: request.method, target: pathname + search, headers, body },
        signal,
      );
      signal.throwIfAborted();
      const isBodiless = request.method === "HEAD" || [204, 205, 304].includes(response.status);
      if (isBodiless || Buffer.isBuffer(response.body)) release();
      return new Response(isBodiless ? null : bodyOf(response.body, release), response);
    } catch (error) {
      release();
      if (!(error instanceof ConnectionReset)) throw error;
      throw new TypeError("fetch failed", { cause: error });
    }
  };
}

function closedError(): TypeError {
  return new TypeError("fetch failed", { cause: new Error("the mock is closed") });
}

/** A signal that either reason aborts, until `release`. Unlike that of `AbortSignal.any` it is not collected early. */
function eitherSignal(
  caller: AbortSignal,
  closing: AbortSignal,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => controller.abort(caller.reason);
  const onClose = (): void => {
    timer = setTimeout(() => controller.abort(closedError()), defaultLimits.graceMs);
  };
  caller.addEventListener("abort", onAbort, { once: true });
  closing.addEventListener("abort", onClose, { once: true });
  const release = (): void => {
    clearTimeout(timer);
    caller.removeEventListener("abort", onAbort);
    closing.removeEventListener("abort", onClose);
  };
  return { signal: controller.signal, release };
}

function bodyOf(
  body: Buffer | AsyncIterable<Buffer>,
  release: () => void,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
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
      await chunks.return?.();
    },
  });
}
