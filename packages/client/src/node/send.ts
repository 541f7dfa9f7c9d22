import type { IncomingMessage, RequestOptions } from "node:http";
import { http } from "./builtin.ts";
import { closeIdle, receivedNothing, recordKeepAlive } from "./agent.ts";
import { connectionError, truncatedError } from "./failure.ts";
import { rawHeader } from "./headers.ts";
import type { PlainRequest } from "./request.ts";
import { NodeResponse } from "./response.ts";
import type { Route } from "./route.ts";
import type { Transfer } from "./transfer.ts";
import type { TunnelWaiter } from "./tunnel.ts";

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request and calls `resolve` as soon as the response headers arrive. A GET or HEAD on a reused connection that the
 * server has closed is sent once more, on a new connection. No other request is repeated.
 */
export function send(
  plain: PlainRequest,
  route: Route,
  resolve: (response: Response) => void,
  reject: (reason: unknown) => void,
  repeatable: boolean = plain.method === "GET" || plain.method === "HEAD",
): void {
  const { signal, method, url, body } = plain;
  if (signal?.aborted) return reject(signal.reason);
  const waiter: TunnelWaiter = {};
  let message: IncomingMessage | undefined;
  let isRepeated = false;
  const request = http.request({
    protocol: route.protocol,
    host: route.host,
    port: route.port,
    agent: route.agent,
    method,
    path: `${route.prefix}${url.pathname}${url.search}`,
    headers: headersOf(plain, route),
    waiter,
  } as RequestOptions);

  const transfer: Transfer = { failure: undefined, onFailure: reject, fail };
  const onAbort = (): void => fail(signal?.reason);
  const release = (): void => signal?.removeEventListener("abort", onAbort);
  function fail(reason: unknown): void {
    if (transfer.failure) return;
    transfer.failure = { reason };
    release();
    transfer.onFailure(reason);
    (message ?? request).destroy(reason instanceof Error ? reason : truncatedError());
    waiter.cancel?.();
  }

  signal?.addEventListener("abort", onAbort);
  request.on("response", (received) => {
    message = received;
    const keepAlive = rawHeader(received.rawHeaders, "keep-alive");
    if (keepAlive !== null) recordKeepAlive(received.socket, keepAlive);
    // Node reports a truncated body as an error; other runtimes only close.
    received.on("error", () => fail(truncatedError()));
    received.on("close", () => (received.readableEnded ? release() : fail(truncatedError())));
    if (plain.refuseRedirect && redirects.has(received.statusCode ?? 0))
      return fail(new TypeError('nodeFetch: the response is a redirect, and redirect is "error"'));
    resolve(new NodeResponse(received, transfer, url, method === "HEAD") as unknown as Response);
  });
  request.on("error", (error) => {
    if (transfer.failure || message || !repeatable || !isClosed(error) || !receivedNothing(request))
      return fail(message ? truncatedError() : connectionError(error, route.proxy));
    release();
    isRepeated = true;
    closeIdle(route.agent);
    send(plain, route, resolve, reject, false);
  });
  // An unrequested upgrade closes the connection without an error.
  request.on("close", () => {
    if (!message && !isRepeated) fail(connectionError(new Error("socket hang up"), route.proxy));
  });
  request.end(body);
}

function headersOf({ url, headers, method, body }: PlainRequest, route: Route): string[] {
  const all = ["host", url.host, ...headers];
  if (body !== undefined) all.push("content-length", String(Buffer.byteLength(body)));
  else if (method === "POST" || method === "PUT" || method === "PATCH") all.push("content-length", "0");
  if (route.authorization !== undefined) all.push("proxy-authorization", route.authorization);
  return all;
}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}
