import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { declaresTooMuch, readBody } from "./body.ts";
import { ConnectionReset } from "./connection-reset.ts";
import type { Handler } from "./message.ts";
import { malformedResponse, notAProxy, refuseConnection } from "./refused-connection.ts";

/** Timeouts in milliseconds, and the connection limit. */
export interface Limits {
  /** From the connection or the previous request to the end of the request headers. */
  readonly headersMs: number;
  /** From the connection or the previous request to the end of the request body. */
  readonly requestMs: number;
  /** Interval at which the two timeouts above are checked. */
  readonly checkMs: number;
  /** How long the rest of a refused request is read, so that the client can read the response. */
  readonly lingerMs: number;
  /** How long `close` waits for open requests. */
  readonly graceMs: number;
  /** Further connections are closed at once. */
  readonly connections: number;
}

/** The limits of every mock. */
export const defaultLimits: Limits = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkMs: 500,
  lingerMs: 1000,
  graceMs: 500,
  connections: 20_000,
};

/** A listening server. */
export interface Listening {
  port: number;
  /** Waits up to `graceMs` for open requests, then cuts every connection. Further calls return the same promise. */
  close(): Promise<void>;
}

/** Serves a handler over HTTP/1.1. If it cannot listen, rejects with an Error that names host, port and remedy. */
export async function listen(
  handle: Handler,
  host: string,
  port: number,
  limits: Limits = defaultLimits,
): Promise<Listening> {
  let isClosing = false;
  const sockets = new Set<Socket>();
  /** The last response of each connection. Tells whether a malformed request can still get an error response. */
  const lastResponse = new WeakMap<Duplex, ServerResponse>();
  const timeouts = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    lastResponse.set(request.socket, response);
    void serveRequest(handle, request, response, limits.lingerMs, () => isClosing);
  };
  const server = createServer(timeouts, serve);
  server.maxConnections = limits.connections;
  server.on("checkContinue", (request, response) => {
    // Without "100 Continue" the next bytes may be the body or another request, so the connection must end.
    if (declaresTooMuch(request)) response.shouldKeepAlive = false;
    else response.writeContinue();
    serve(request, response);
  });
  server.on("clientError", (error, socket) => {
    const response = lastResponse.get(socket);
    const isPending = response !== undefined && !response.writableFinished;
    // A complete earlier request gets its response first.
    const pending = isPending && response.req.complete ? response : undefined;
    if (isPending && !pending && response.headersSent) socket.destroy();
    else refuseConnection(socket, malformedResponse(error, limits), limits.lingerMs, pending);
  });
  server.on("connect", (_request, socket) => refuseConnection(socket, notAProxy, limits.lingerMs));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    // The listener stays: a later error must not end the process.
    server.on("error", (error) => reject(listenError(error, host, port)));
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

async function serveRequest(
  handle: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  lingerMs: number,
  isClosing: () => boolean,
): Promise<void> {
  const disconnected = new AbortController();
  // An abort costs more than a response, so only an early disconnect triggers one.
  response.once("close", () => response.writableFinished || disconnected.abort());
  try {
    const { body, isTooLong } = await readBody(request);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(", ");
    const received = { method: request.method ?? "", target: request.url ?? "", headers, body, isTooLong };
    const result = await handle(received, disconnected.signal);
    if (isClosing()) result.headers["Connection"] = "close";
    response.writeHead(result.status, result.headers);
    if (isTooLong) closeLater(request, lingerMs);
    if (Buffer.isBuffer(result.body)) response.end(result.body);
    else await writeChunks(result.body, response);
  } catch (error) {
    // The client disconnected, or a fault cuts the connection.
    if (error instanceof ConnectionReset && !response.headersSent) request.socket.resetAndDestroy();
    else response.destroy();
  }
}

/** Waits until each chunk is written, so that a later error does not discard it. */
async function writeChunks(body: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  for await (const chunk of body) {
    await new Promise<void>((resolve, reject) => {
      response.once("close", reject);
      response.write(chunk, (error) => {
        response.off("close", reject);
        if (error) reject(error);
        else resolve();
      });
    });
  }
  response.end();
}

/** Reads on for `lingerMs`, so that the client can read the response, and then cuts an unfinished request. */
function closeLater(request: IncomingMessage, lingerMs: number): void {
  const { socket } = request;
  const timer = setTimeout(() => request.complete || socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const place = `${host}:${port}`;
  const message =
    error.code === "EADDRINUSE"
      ? `${place} is already in use; stop the other server or choose another port (0 for a free one)`
      : `cannot listen on ${place} (${error.code ?? error.message}); choose another host or port`;
  return new Error(message, { cause: error });
}
