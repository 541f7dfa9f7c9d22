import { ConnectionReset } from "./faults/wire.ts";
import type { Handler } from "./message.ts";

/**
 * A `fetch` that hands every request to the handler, whatever its origin. Rejects as `fetch` does for an abort, and for
 * a connection that is reset.
 */
export function createFetch(handle: Handler): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // The request's own signal follows the caller's no more once the request is collected; a stream may outlive it.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
    signal.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers);
    try {
      const reply = await handle(
        { method: request.method, target: pathname + search, headers, body },
        signal,
      );
      signal.throwIfAborted();
      const isBodiless = request.method === "HEAD" || [204, 205, 304].includes(reply.status);
      return new Response(isBodiless ? null : bodyOf(reply.body), reply);
    } catch (error) {
      if (!(error instanceof ConnectionReset)) throw error;
      throw new TypeError("fetch failed", { cause: error });
    }
  };
}

function bodyOf(body: Buffer | AsyncIterable<Buffer>): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      } catch (error) {
        controller.error(
          error instanceof ConnectionReset ? new TypeError("terminated", { cause: error }) : error,
        );
      }
    },
    cancel: async () => void (await pieces.return?.()),
  });
}
