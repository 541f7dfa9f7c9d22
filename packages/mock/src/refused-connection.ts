import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { mockError, reply } from "./answer.ts";
import type { Answer } from "./answer.ts";

const refused = new WeakSet<Duplex>();

/** The answer to bytes that are no whole request: 408 late, 413 or 431 too much, else 400. */
export function malformed(
  error: NodeJS.ErrnoException & { reason?: string },
  { headersMs, requestMs }: { headersMs: number; requestMs: number },
): Answer {
  switch (error.code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return mockError(
        408,
        `the head was not there within ${headersMs} ms, or the whole within ${requestMs} ms`,
      );
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return mockError(413, "the chunk extensions are larger than 16384 bytes");
    case "HPE_HEADER_OVERFLOW":
      return mockError(431, `the head of the request is larger than ${maxHeaderSize} bytes`);
    default:
      return mockError(400, `this is no HTTP/1.1 request: ${error.reason ?? error.message}`);
  }
}

/** The answer to CONNECT, which is sent by whoever takes the mock for a proxy. */
export const noProxy: Answer = mockError(501, "this is no proxy; make its URL the base URL of your client");

/**
 * Answers on a bare connection, once what came before has its answer, and closes it: for writing at once, for reading
 * after `lingerMs`, so that the answer is not lost to what is still being sent. Does nothing the second time.
 */
export function refuseConnection(
  socket: Duplex,
  answer: Answer,
  lingerMs: number,
  before?: ServerResponse,
): void {
  // The rest of what is malformed is malformed, too.
  if (refused.has(socket)) return;
  refused.add(socket);
  socket.on("error", () => socket.destroy());
  if (before) before.once("finish", () => close(socket, answer, lingerMs));
  else close(socket, answer, lingerMs);
}

function close(socket: Duplex, answer: Answer, lingerMs: number): void {
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body } = reply(answer);
  const fields = Object.entries({ ...headers, Connection: "close" }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join("\r\n")}\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), body as Buffer]));
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}
