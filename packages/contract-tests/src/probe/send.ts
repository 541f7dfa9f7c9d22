import http from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import type { Answer, Send, WireRequest } from "./case.ts";

/** How long an answer may take before it counts as none, in milliseconds. */
const patienceMs = 15_000;

/** Sends requests to a base URL, to the letter, over connections that are kept; `close` ends them. */
export function sender(baseUrl: string): { send: Send; close: () => void } {
  const base = new URL(baseUrl);
  const isTls = base.protocol === "https:";
  const agent = new (isTls ? https : http).Agent({ keepAlive: true, maxSockets: 64 });
  return {
    send: (request) => {
      const target = targetOf(base, request);
      return isCarried(target, request) ? ask(base, agent, target, request) : askRaw(base, target, request);
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

function ask(base: URL, agent: http.Agent, path: string, request: WireRequest): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(noAnswer(error, startedAt));
    const { method, headers, body } = request;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const { hostname, port, protocol } = base;
    const send = protocol === "https:" ? https.request : http.request;
    const sent = send(
      { hostname, port, path, method, agent, headers: { ...headers, ...length }, timeout: patienceMs },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", failed);
        response.once("end", () =>
          resolve(
            answerOf(response.statusCode ?? 0, flat(response.headers), Buffer.concat(chunks), startedAt),
          ),
        );
      },
    );
    sent.once("timeout", () => sent.destroy(new Error(`no answer in ${patienceMs} ms`)));
    sent.once("error", failed);
    sent.end(body);
  });
}

/** What no HTTP client would send, such as a NUL in the request line, over a bare connection. */
function askRaw(base: URL, target: string, { method, headers, body = "" }: WireRequest): Promise<Answer> {
  const startedAt = performance.now();
  const { hostname: host, protocol } = base;
  const port = Number(base.port || (protocol === "https:" ? 443 : 80));
  return new Promise((resolve) => {
    const socket =
      protocol === "https:" ? tls.connect({ host, port, servername: host }) : net.connect({ host, port });
    const chunks: Buffer[] = [];
    const lines = Object.entries({ host: base.host, connection: "close", ...headers });
    if (body !== "") lines.push(["content-length", String(Buffer.byteLength(body))]);
    const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    socket.setTimeout(patienceMs, () => socket.destroy(new Error(`no answer in ${patienceMs} ms`)));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("error", (error) => resolve(noAnswer(error, startedAt)));
    socket.once("close", () => resolve(parse(Buffer.concat(chunks), startedAt)));
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
  return { status, headers, text, body: parseJson(text), ms: performance.now() - startedAt };
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
