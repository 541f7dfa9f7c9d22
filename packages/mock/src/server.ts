import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ConnectionReset } from "./faults/wire.ts";
import { announcesTooMuch, readBody } from "./body.ts";
import type { Handler } from "./message.ts";
import { malformed, noProxy, refuseConnection } from "./refused-connection.ts";

/** How long a server waits, in milliseconds, and how much it takes on. */
export interface Limits {
  /** From the connection, or from the end of the request before, to the end of the request's head. */
  readonly headersMs: number;
  /** The same to the end of its body. */
  readonly requestMs: number;
  /** How often those two are looked at: either may last longer by this. */
  readonly checkMs: number;
  /** How long a refused request is read on, so that its sender sees the refusal. */
  readonly lingerMs: number;
  /** How long `close` lets open requests end. */
  readonly graceMs: number;
  /** Connections beyond these are closed at once. */
  readonly connections: number;
}

/** The limits of every mock. */
export const usualLimits: Limits = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkMs: 500,
  lingerMs: 1000,
  graceMs: 500,
  connections: 20_000,
};

/** A socket that listens. */
export interface Listening {
  port: number;
  /** Lets open requests end for half a second, then cuts every connection. Called again it waits for the same end. */
  close(): Promise<void>;
}

/** Serves a handler over HTTP/1.1. Rejects with an Error that names host, port and remedy where it cannot listen. */
export async function listen(
  handle: Handler,
  host: string,
  port: number,
  limits: Limits = usualLimits,
): Promise<Listening> {
  let isClosing = false;
  const sockets = new Set<Socket>();
  /** The latest of each connection, to tell whether a malformed request may still be answered. */
  const latest = new WeakMap<Duplex, ServerResponse>();
  const timeouts = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    latest.set(request.socket, response);
    void exchange(handle, request, response, limits.lingerMs, () => isClosing);
  };
  const server = createServer(timeouts, serve);
  server.maxConnections = limits.connections;
  server.on("checkContinue", (request, response) => {
    // Whoever asks before it sends too much is told in time, and what follows could be a body or a request.
    if (announcesTooMuch(request)) response.shouldKeepAlive = false;
    else response.writeContinue();
    serve(request, response);
  });
  server.on("clientError", (error, socket) => {
    const response = latest.get(socket);
    const isUnanswered = response !== undefined && !response.writableFinished;
    // What came whole before is answered first.
    const before = isUnanswered && response.req.complete ? response : undefined;
    if (isUnanswered && !before && response.headersSent) socket.destroy();
    else refuseConnection(socket, malformed(error, limits), limits.lingerMs, before);
  });
  server.on("connect", (_request, socket) => refuseConnection(socket, noProxy, limits.lingerMs));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    // It stays: an error later on must not end the process.
    server.on("error", (error) => reject(cannotListen(error, host, port)));
    server.listen({ port, host, backlog: 4096 }, resolve);
  });
  const close = async (): Promise<void> => {
    isClosing = true;
    const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), limits.graceMs);
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
  lingerMs: number,
  isClosing: () => boolean,
): Promise<void> {
  const gone = new AbortController();
  // An abort costs more than an answer: it is for those who go away before the end.
  response.once("close", () => response.writableFinished || gone.abort());
  try {
    const { body, isTooLong } = await readBody(request);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(", ");
    const asked = { method: request.method ?? "", target: request.url ?? "", headers, body, isTooLong };
    const reply = await handle(asked, gone.signal);
    if (isClosing()) reply.headers["Connection"] = "close";
    response.writeHead(reply.status, reply.headers);
    if (isTooLong) cutLater(request, lingerMs);
    if (Buffer.isBuffer(reply.body)) response.end(reply.body);
    else await writeOut(reply.body, response);
  } catch (error) {
    // The caller went away, or the mock was told to cut it off.
    if (error instanceof ConnectionReset && !response.headersSent) request.socket.resetAndDestroy();
    else response.destroy();
  }
}

/** Each piece reaches the wire before the next is asked for: what breaks off afterwards takes nothing back. */
async function writeOut(body: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  for await (const piece of body) {
    await new Promise<void>((resolve, reject) => {
      response.once("close", reject);
      response.write(piece, (error) => {
        response.off("close", reject);
        if (error) reject(error);
        else resolve();
      });
    });
  }
  response.end();
}

/** Cut off at once, the caller would never see the answer; read for ever, it would cost without end. */
function cutLater(request: IncomingMessage, lingerMs: number): void {
  const { socket } = request;
  const timer = setTimeout(() => request.complete || socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const place = `${host}:${port}`;
  const message =
    error.code === "EADDRINUSE"
      ? `${place} is already in use; stop what listens there or choose another port (0 takes a free one)`
      : `cannot listen on ${place} (${error.code ?? error.message}); choose another host or port`;
  return new Error(message, { cause: error });
}
