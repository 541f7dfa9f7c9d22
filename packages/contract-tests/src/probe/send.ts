import { isUtf8 } from "node:buffer";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import type { Answer, Send, WireRequest } from "./case.ts";

/** How long an answer is waited for unless another time is said, in milliseconds. */
const usualPatienceMs = 15_000;
/** What is read of an answer at most, in bytes; more counts as none. */
const mostBytes = 1024 * 1024;

/**
 * Sends requests to a base URL, to the letter, over connections that are kept; `close` ends them. An answer that is not
 * whole after `patienceMs` counts as none, however much of it came.
 */
export function sender(
  baseUrl: string,
  patienceMs: number = usualPatienceMs,
): { send: Send; close: () => void } {
  const base = new URL(baseUrl);
  const isTls = base.protocol === "https:";
  const agent = new (isTls ? https : http).Agent({ keepAlive: true, maxSockets: 64 });
  return {
    send: (request) => {
      const target = targetOf(base, request);
      return isCarried(target, request)
        ? ask(base, agent, patienceMs, target, request)
        : askRaw(base, patienceMs, target, request);
    },
    close: () => agent.destroy(),
  };
}

function targetOf(base: URL, { path, query }: WireRequest): string {
  return `${base.pathname.replace(/\/$/, "")}${path}${query === "" ? "" : `?${query}`}`;
}

/** Whether Node's HTTP client lets the request out as it is. */
function isCarried(target: string, { headers }: WireRequest): boolean {
  return (
    /^[\x21-\xff]+$/.test(target) && Object.values(headers).every((value) => /^[\t\x20-\x7e]*$/.test(value))
  );
}

function ask(
  base: URL,
  agent: http.Agent | undefined,
  patienceMs: number,
  path: string,
  request: WireRequest,
): Promise<Answer> {
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
      (response) => {
        const chunks = gathered(failed);
        response.on("data", chunks.add);
        response.on("error", failed);
        response.once("end", () =>
          settle(answerOf(response.statusCode ?? 0, flat(response.headers), chunks.whole(), startedAt)),
        );
      },
    );
    const timer = setTimeout(() => failed(new Error(`no whole answer in ${patienceMs} ms`)), patienceMs);
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    const failed = (error: NodeJS.ErrnoException): void => {
      // A server may end a kept connection just when the next request is on its way: no fault of either.
      if (error.code === "ECONNRESET" && sent.reusedSocket && agent) {
        clearTimeout(timer);
        resolve(ask(base, undefined, patienceMs, path, request));
      } else settle(noAnswer(error, startedAt));
      sent.destroy();
    };
    sent.on("error", failed);
    sent.end(body);
  });
}

/** Chunks up to the most that is read; `fail` is called when there are more. */
function gathered(fail: (error: Error) => void): { add: (chunk: Buffer) => void; whole: () => Buffer } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      size += chunk.byteLength;
      if (size > mostBytes) fail(new Error(`an answer of more than ${mostBytes} bytes`));
      else chunks.push(chunk);
    },
    whole: () => Buffer.concat(chunks),
  };
}

/** An IPv6 address stands in brackets in a URL, and without them for a socket. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** What no HTTP client would send, such as a NUL in the request line, over a bare connection. */
function askRaw(
  base: URL,
  patienceMs: number,
  target: string,
  { method, headers, body = "" }: WireRequest,
): Promise<Answer> {
  const startedAt = performance.now();
  const { protocol } = base;
  const host = hostOf(base);
  const port = Number(base.port || (protocol === "https:" ? 443 : 80));
  return new Promise((resolve) => {
    const servername = net.isIP(host) ? "" : host;
    const socket =
      protocol === "https:" ? tls.connect({ host, port, servername }) : net.connect({ host, port });
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
      socket.destroy();
    };
    const chunks = gathered((error) => settle(noAnswer(error, startedAt)));
    const answered = (): void => settle(parse(chunks.whole(), startedAt));
    // Who keeps the connection in spite of `close` has answered all the same.
    const timer = setTimeout(answered, patienceMs);
    const lines = Object.entries({ host: base.host, connection: "close", ...headers });
    if (body !== "") lines.push(["content-length", String(Buffer.byteLength(body))]);
    const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    socket.on("data", chunks.add);
    socket.on("error", (error) => settle(noAnswer(error, startedAt)));
    socket.once("close", answered);
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
}

function parse(bytes: Buffer, startedAt: number): Answer {
  const end = bytes.indexOf("\r\n\r\n");
  const [first = "", ...lines] = bytes.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n");
  const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(first)?.[1] ?? 0);
  if (status === 0) return noAnswer(new Error("the connection ended without an answer"), startedAt);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return answerOf(status, headers, bytes.subarray(end + 4), startedAt);
}

function answerOf(status: number, headers: Record<string, string>, bytes: Buffer, startedAt: number): Answer {
  const text = bytes.toString("utf8");
  const body = isUtf8(bytes) ? parseJson(text) : undefined;
  return { status, headers, text, body, ms: performance.now() - startedAt };
}

function noAnswer(error: NodeJS.ErrnoException, startedAt: number): Answer {
  const text = error.code ?? error.message;
  return { status: 0, headers: {}, text, body: undefined, ms: performance.now() - startedAt };
}

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
}

function parseJson(text: string): unknown {
  if (!/^\s*[{["]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
