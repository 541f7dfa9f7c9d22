import type { Handler } from "./message.ts";

/** A `fetch` that hands every request to the handler, whatever its origin. Rejects as `fetch` does for an abort. */
export function createFetch(handle: Handler): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const reply = await handle({
      method: request.method,
      target: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()),
    });
    request.signal.throwIfAborted();
    const isBodiless = request.method === "HEAD" || [204, 205, 304].includes(reply.status);
    return new Response(isBodiless ? null : new Uint8Array(reply.body), reply);
  };
}
