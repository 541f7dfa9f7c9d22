import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { mockError, toResponse } from "./response.ts";
import type { ResponseDraft } from "./response.ts";

const refused = new WeakSet<Duplex>();

/** The response to CONNECT, which clients send that use the mock as a proxy. */
export const notAProxy: ResponseDraft = mockError(
  501,
  "this server is not a proxy; use its URL as the base URL of your client",
);

/** The response to bytes that are not a complete request: 408 for a timeout, 413 or 431 for size, otherwise 400. */
export function malformedResponse(
  error: NodeJS.ErrnoException & { reason?: string },
  { headersMs, requestMs }: { headersMs: number; requestMs: number },
): ResponseDraft {
  switch (error.code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return mockError(
        408,
        `the request headers did not arrive within ${headersMs} ms, or the whole request within ${requestMs} ms`,
      );
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return mockError(413, "the chunk extensions are larger than 16384 bytes");
    case "HPE_HEADER_OVERFLOW":
      return mockError(431, `the request headers are larger than ${maxHeaderSize} bytes`);
    default:
      return mockError(400, `not an HTTP/1.1 request: ${error.reason ?? error.message}`);
  }
}

/**
 * Responds on a raw connection after the pending response, if any, and closes it: the write side at once, the read side
 * after `lingerMs`, so that the client can still read the response. Does nothing when called again.
 */
export function refuseConnection(
  socket: Duplex,
  draft: ResponseDraft,
  lingerMs: number,
  pending?: ServerResponse,
): void {
  // Node reports an error for each further chunk of malformed input.
  if (refused.has(socket)) return;
  refused.add(socket);
  socket.on("error", () => socket.destroy());
  if (pending) pending.once("finish", () => respondAndClose(socket, draft, lingerMs));
  else respondAndClose(socket, draft, lingerMs);
}

function respondAndClose(socket: Duplex, draft: ResponseDraft, lingerMs: number): void {
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body } = toResponse(draft);
  const fields = Object.entries({ ...headers, Connection: "close" }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join("\r\n")}\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), body as Buffer]));
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}
