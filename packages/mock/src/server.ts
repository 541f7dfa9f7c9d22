import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { ConnectionReset } from "./faults/wire.ts";
import { maxBodyBytes } from "./message.ts";
import type { Handler } from "./message.ts";

/** How long `close` lets open requests end, in milliseconds. */
const graceMs = 500;

/** A socket that listens. */
export interface Listening {
  port: number;
  /** Lets open requests end for half a second, then cuts every connection. Called again it waits for the same end. */
  close(): Promise<void>;
}

/** Serves a handler over HTTP/1.1. Rejects with an Error that names host, port and remedy where it cannot listen. */
export async function listen(handle: Handler, host: string, port: number): Promise<Listening> {
  let isClosing = false;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void exchange(handle, request, response, () => isClosing);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(cannotListen(error, host, port)));
    server.listen(port, host, resolve);
  });
  const close = async (): Promise<void> => {
    isClosing = true;
    const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMs);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    clearTimeout(timer);
  };
  let closed: Promise<void> | undefined;
  return { port: (server.address() as AddressInfo).port, close: () => (closed ??= close()) };
}

async function exchange(
  handle: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  isClosing: () => boolean,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    const body = await readBody(request);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(", ");
    const asked = { method: request.method ?? "", target: request.url ?? "", headers, body };
    const reply = await handle(asked, gone.signal);
    if (isClosing()) reply.headers["Connection"] = "close";
    response.writeHead(reply.status, reply.headers);
    if (Buffer.isBuffer(reply.body)) response.end(reply.body);
    else await pipeline(reply.body, response);
  } catch (error) {
    // The caller went away, or the mock was told to cut it off.
    if (error instanceof ConnectionReset && !response.headersSent) request.socket.resetAndDestroy();
    else response.destroy();
  }
}

/** Stops keeping a body that grows too long, but goes on reading: cut off, the caller would never see the answer. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      if (size > maxBodyBytes) return;
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > maxBodyBytes) resolve(Buffer.concat(chunks));
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const place = `${host}:${port}`;
  const message =
    error.code === "EADDRINUSE"
      ? `${place} is already in use; stop what listens there or choose another port (0 takes a free one)`
      : `cannot listen on ${place} (${error.code ?? error.message}); choose another host or port`;
  return new Error(message, { cause: error });
}
