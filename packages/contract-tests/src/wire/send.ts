import { isUtf8 } from "node:buffer";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import { parseJson } from "../contract/text.ts";
import type { Send, WireRequest, WireResponse } from "./types.ts";

const defaultTimeoutMs = 15_000;
const maxBytes = 1024 * 1024;

/**
 * Sends requests to a base URL, byte for byte, over kept-alive connections; `close` ends them. A response that is not
 * complete after `timeoutMs` (default 15 s), or larger than 1 MiB, counts as missing.
 */
export function createSender(
  baseUrl: string,
  timeoutMs: number = defaultTimeoutMs,
): { send: Send; close: () => void } {
  const base = new URL(baseUrl);
  const isTls = base.protocol === "https:";
  const agent = new (isTls ? https : http).Agent({ keepAlive: true, maxSockets: 64 });
  return {
    send: (request) => {
      const target = targetOf(base, request);
      return canUseHttpClient(target, request)
        ? sendHttp(base, agent, timeoutMs, target, request)
        : sendRaw(base, timeoutMs, target, request);
    },
    close: () => agent.destroy(),
  };
}

function targetOf(base: URL, { path, query }: WireRequest): string {
  return `${base.pathname.replace(/\/$/, "")}${path}${query === "" ? "" : `?${query}`}`;
}

/** Whether Node's HTTP client sends the request unchanged. */
function canUseHttpClient(target: string, { headers }: WireRequest): boolean {
  return (
    /^[\x21-\xff]+$/.test(target) && Object.values(headers).every((value) => /^[\t\x20-\x7e]*$/.test(value))
  );
}

function sendHttp(
  base: URL,
  agent: http.Agent | undefined,
  timeoutMs: number,
  path: string,
  request: WireRequest,
): Promise<WireResponse> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const { method, headers, body } = request;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const { port, protocol } = base;
    const send = protocol === "https:" ? https.request : http.request;
    const sent = send(
      {
        hostname: hostOf(base),
        port,
        path,
        method,
        agent: agent ?? false,
        headers: { ...headers, ...length },
      },
      (incoming) => {
        const chunks = collectChunks(fail);
        incoming.on("data", chunks.add);
        incoming.on("error", fail);
        incoming.once("end", () =>
          settle(
            createResponse(incoming.statusCode ?? 0, joinValues(incoming.headers), chunks.all(), startedAt),
          ),
        );
      },
    );
    const timer = setTimeout(() => fail(new Error(`no complete response in ${timeoutMs} ms`)), timeoutMs);
    const settle = (response: WireResponse): void => {
      clearTimeout(timer);
      resolve(response);
    };
    const fail = (error: NodeJS.ErrnoException): void => {
      // A server may close an idle connection just as the next request is sent; send that once more.
      if (error.code === "ECONNRESET" && sent.reusedSocket && agent) {
        clearTimeout(timer);
        resolve(sendHttp(base, undefined, timeoutMs, path, request));
      } else settle(noResponse(error, startedAt));
      sent.destroy();
    };
    sent.on("error", fail);
    sent.end(body);
  });
}

/** Collects chunks up to the size limit; calls `fail` beyond it. */
function collectChunks(fail: (error: Error) => void): { add: (chunk: Buffer) => void; all: () => Buffer } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      size += chunk.byteLength;
      if (size > maxBytes) fail(new Error(`a response of more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    },
    all: () => Buffer.concat(chunks),
  };
}

/** The host for a socket: an IPv6 address without the brackets that it has in a URL. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Sends over a bare socket what no HTTP client would send, such as a NUL in the request line. */
function sendRaw(
  base: URL,
  timeoutMs: number,
  target: string,
  { method, headers, body = "" }: WireRequest,
): Promise<WireResponse> {
  const startedAt = performance.now();
  const { protocol } = base;
  const host = hostOf(base);
  const port = Number(base.port || (protocol === "https:" ? 443 : 80));
  return new Promise((resolve) => {
    const servername = net.isIP(host) ? "" : host;
    const socket =
      protocol === "https:" ? tls.connect({ host, port, servername }) : net.connect({ host, port });
    const settle = (response: WireResponse): void => {
      clearTimeout(timer);
      resolve(response);
      socket.destroy();
    };
    const chunks = collectChunks((error) => settle(noResponse(error, startedAt)));
    const finish = (): void => settle(parseResponse(chunks.all(), startedAt));
    // A server that ignores `connection: close` may still have responded.
    const timer = setTimeout(finish, timeoutMs);
    const lines = Object.entries({ host: base.host, connection: "close", ...headers });
    if (body !== "") lines.push(["content-length", String(Buffer.byteLength(body))]);
    const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    socket.on("data", chunks.add);
    socket.on("error", (error) => settle(noResponse(error, startedAt)));
    socket.once("close", finish);
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
}

function parseResponse(bytes: Buffer, startedAt: number): WireResponse {
  const end = bytes.indexOf("\r\n\r\n");
  const [first = "", ...lines] = bytes.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n");
  const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(first)?.[1] ?? 0);
  if (status === 0) return noResponse(new Error("the connection was closed without a response"), startedAt);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return createResponse(status, headers, bytes.subarray(end + 4), startedAt);
}

function createResponse(
  status: number,
  headers: Record<string, string>,
  bytes: Buffer,
  startedAt: number,
): WireResponse {
  const text = bytes.toString("utf8");
  const body = isUtf8(bytes) && /^\s*[{["]/.test(text) ? parseJson(text) : undefined;
  return { status, headers, text, body, ms: performance.now() - startedAt };
}

function noResponse(error: NodeJS.ErrnoException, startedAt: number): WireResponse {
  const text = error.code ?? error.message;
  return { status: 0, headers: {}, text, body: undefined, ms: performance.now() - startedAt };
}

function joinValues(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
}
