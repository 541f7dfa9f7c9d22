import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createHandler } from "../src/request/handle.ts";
import { startMock } from "../src/index.ts";
import type { Handler } from "../src/http/message.ts";
import { checkOptions } from "../src/options/check-options.ts";
import { listen, defaultLimits } from "../src/http/server.ts";
import type { Limits } from "../src/http/server.ts";
import { createContext } from "../src/state/context.ts";
import { ask, raw, signedIn, temporaryFile } from "./support.ts";

const noise: unknown[] = [];
const note = (reason: unknown): void => void noise.push(reason);
beforeAll(() => void process.on("unhandledRejection", note).on("warning", note));
afterEach(() => {
  if (noise.length > 0) throw new Error(`unhandled: ${String(noise[0])}`);
});
afterAll(() => void process.off("unhandledRejection", note).off("warning", note));

const list = "GET /open-apis/im/v1/chats";
const token = "POST /open-apis/auth/v3/tenant_access_token/internal";
const auth = "Host: x\r\nAuthorization: Bearer t-mock\r\n";
const mebibyte = 1024 * 1024;

interface Served extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The mock with short limits. */
async function serve(limits: Partial<Limits> = {}, handler?: Handler): Promise<Served> {
  const handle = handler ?? createHandler(await createContext(checkOptions({ chats: 3 })));
  const listening = await listen(handle, "127.0.0.1", 0, { ...defaultLimits, checkMs: 20, ...limits });
  const { port } = listening;
  const close = (): Promise<void> => listening.close();
  return { url: `http://127.0.0.1:${port}/open-apis`, port, close, [Symbol.asyncDispose]: close };
}

/** A connection and the text received over it. */
function open(port: number): { socket: Socket; text: () => string; closed: Promise<unknown> } {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => (text += chunk.toString("utf8")));
  // Some tests expect a reset while the socket is still sending.
  socket.on("error", () => {});
  return { socket, text: () => text, closed: new Promise((resolve) => socket.once("close", resolve)) };
}

/** Sends the same bytes repeatedly until the connection is closed. */
function drip(socket: Socket, bytes: string | Buffer, everyMs: number): void {
  const timer = setInterval(() => socket.write(bytes), everyMs);
  socket.once("close", () => clearInterval(timer));
}

test("has the limits that the README states", () => {
  expect(defaultLimits).toMatchObject({ headersMs: 10_000, requestMs: 15_000, connections: 20_000 });
});

const head = { headersMs: 150, requestMs: 60_000 };
const whole = { headersMs: 250, requestMs: 250 };
const chunked = "Transfer-Encoding: chunked\r\n\r\n";
const late: [description: string, limits: Partial<Limits>, start: string, more: string][] = [
  ["sends nothing", head, "", ""],
  ["sends its headers slowly", head, `${list} HTTP/1.1\r\n`, "X-A: b\r\n"],
  ["sends its body slowly", whole, `${token} HTTP/1.1\r\n${auth}Content-Length: 1000\r\n\r\n`, "x"],
  ["sends chunks slowly", whole, `${token} HTTP/1.1\r\n${auth}${chunked}`, "1\r\nx\r\n"],
];

test.each(late)("responds 408 to a connection that %s, and closes it", async (_, limits, start, more) => {
  await using served = await serve(limits);
  const { socket, text, closed } = open(served.port);
  socket.write(start);
  drip(socket, more, 10);
  await closed;
  expect(text()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(text()).toContain(
    `"feishu-mock: the request headers did not arrive within ${limits.headersMs} ms, or the whole`,
  );
});

test("keeps reading a malformed request for lingerMs, so that the response arrives", async () => {
  await using served = await serve({ lingerMs: 200 });
  const socket = connect({ port: served.port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  socket.on("error", () => {}).resume();
  socket.write("hello\r\n\r\n");
  await once(socket, "data");
  const respondedAt = performance.now();
  drip(socket, "hello\r\n\r\n", 10);
  await new Promise((resolve) => socket.once("close", resolve));
  const tookMs = performance.now() - respondedAt;
  expect(tookMs).toBeGreaterThan(150);
  expect(tookMs).toBeLessThan(20_000);
});

test("does not apply the request timeouts between two requests", async () => {
  await using served = await serve({ headersMs: 50, requestMs: 50 });
  const { socket, text, closed } = open(served.port);
  socket.write(`${list} HTTP/1.1\r\n${auth}\r\n`);
  await once(socket, "data");
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.write(`${list} HTTP/1.1\r\n${auth}Connection: close\r\n\r\n`);
  await closed;
  expect(text().match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
});

test("rejects a body by its Content-Length without waiting for it", async () => {
  await using served = await serve({ lingerMs: 100 });
  const { socket, text, closed } = open(served.port);
  socket.write(`${token} HTTP/1.1\r\n${auth}Content-Length: ${mebibyte + 1}\r\n\r\n`);
  await closed;
  expect(text()).toMatch(/^HTTP\/1\.1 413 /);
  expect(text()).toContain("the body is larger than 1048576 bytes");
});

test("rejects a chunked body when it exceeds the limit, and closes the connection", async () => {
  await using served = await serve({ lingerMs: 100 });
  const { socket, text, closed } = open(served.port);
  socket.write(`${token} HTTP/1.1\r\n${auth}Transfer-Encoding: chunked\r\n\r\n`);
  drip(socket, `10000\r\n${"x".repeat(65536)}\r\n`, 5);
  await closed;
  expect(text()).toMatch(/^HTTP\/1\.1 413 /);
});

test("keeps the connection if a body that was too long has ended", async () => {
  await using served = await serve({ lingerMs: 2000 });
  const { socket, text, closed } = open(served.port);
  socket.write(`${token} HTTP/1.1\r\n${auth}Content-Length: ${mebibyte + 1}\r\n\r\n`);
  socket.write("x".repeat(mebibyte + 1));
  socket.write(`${list} HTTP/1.1\r\n${auth}Connection: close\r\n\r\n`);
  await closed;
  expect(text().match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 200"]);
});

test("responds 100 to Expect: 100-continue, then to the request", async () => {
  await using served = await serve();
  const { socket, text, closed } = open(served.port);
  socket.write(
    `${token} HTTP/1.1\r\n${auth}Connection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`,
  );
  await once(socket, "data");
  expect(text()).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  socket.write("{}");
  await closed;
  expect(text()).toContain("HTTP/1.1 200 OK\r\n");
  expect(text()).toContain('"code":10003');
});

test("rejects Expect: 100-continue with a too long body at once", async () => {
  await using served = await serve();
  const expected = `Content-Length: ${mebibyte + 1}\r\nExpect: 100-continue\r\n`;
  const text = await raw(served, `${token} HTTP/1.1\r\n${auth}${expected}\r\n`);
  expect(text).toMatch(/^HTTP\/1\.1 413 /);
  expect(text).toContain("Connection: close");
});

test("rejects any other expectation with 417", async () => {
  await using served = await serve();
  const text = await raw(served, `${list} HTTP/1.1\r\n${auth}Connection: close\r\nExpect: tea\r\n\r\n`);
  expect(text).toMatch(/^HTTP\/1\.1 417 /);
});

test("responds to pipelined requests in order", async () => {
  await using served = await serve();
  const requestWith = (prefer: string): string => `${list} HTTP/1.1\r\n${auth}Prefer: ${prefer}\r\n`;
  const text = await raw(
    served,
    `${requestWith("delay=100")}\r\n${requestWith("code=429")}\r\n${requestWith("code=504")}Connection: close\r\n\r\n`,
  );
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 429", "HTTP/1.1 504"]);
});

test.each([
  ["text that is not HTTP", "hello\r\n\r\n", "400 Bad Request"],
  ["TLS", Buffer.from("16030100a5010000a10303", "hex"), "400 Bad Request"],
  ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 Bad Request"],
  ["two lengths", `${token} HTTP/1.1\r\n${auth}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`, "400 Bad"],
  [
    "a length and chunks",
    `${token} HTTP/1.1\r\n${auth}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    "400 Bad Request",
  ],
  ["a control character in a header", `${list} HTTP/1.1\r\n${auth}X-A: \u0001\r\n\r\n`, "400 Bad Request"],
  ["a space in the target", `${list}?a=b c HTTP/1.1\r\n${auth}\r\n`, "400 Bad Request"],
  [
    "a broken chunk",
    `${token} HTTP/1.1\r\n${auth}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    "400 Bad Request",
  ],
  [
    "a token of 17 KiB",
    `${list} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t-${"a".repeat(17_408)}\r\n\r\n`,
    "431",
  ],
  ["a target of 17 KiB", `${list}?a=${"a".repeat(17_408)} HTTP/1.1\r\n${auth}\r\n`, "431"],
  ["a head of 4 MiB", `${list} HTTP/1.1\r\n${`X-A: ${"a".repeat(1000)}\r\n`.repeat(4000)}\r\n`, "431"],
  [
    "CONNECT",
    "CONNECT open.feishu.cn:443 HTTP/1.1\r\nHost: open.feishu.cn:443\r\n\r\n",
    "501 Not Implemented",
  ],
])("rejects %s with a reason and closes the connection", async (_, bytes, expected) => {
  await using served = await serve({ lingerMs: 500 });
  const { socket, text, closed } = open(served.port);
  socket.write(bytes);
  await closed;
  expect(text()).toContain(`HTTP/1.1 ${expected}`);
  expect(text()).toMatch(/x-feishu-mock: error\r\n[^]*\r\n\r\n\{"code":1,"msg":"feishu-mock: [^"]+"\}$/);
  expect(text().match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
});

test("rejects malformed input after the response to the valid request before it", async () => {
  await using served = await serve();
  const { socket, text, closed } = open(served.port);
  socket.write(`${list} HTTP/1.1\r\n${auth}Prefer: delay=200\r\n\r\n`);
  drip(socket, `${list} HTTP/1.1\r\n\u0001\r\n\r\n`, 10);
  await closed;
  expect(text().match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 400"]);
});

test("closes connections over the limit and serves the others", async () => {
  await using served = await serve({ connections: 2 });
  const first = open(served.port);
  const second = open(served.port);
  await Promise.all([once(first.socket, "connect"), once(second.socket, "connect")]);
  const third = open(served.port);
  await third.closed;
  expect(third.text()).toBe("");
  first.socket.write(`${list} HTTP/1.1\r\n${auth}Connection: close\r\n\r\n`);
  await first.closed;
  expect(first.text()).toMatch(/^HTTP\/1\.1 200 /);
  second.socket.destroy();
});

test("sends Connection: close with responses during close", async () => {
  let go = (): void => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await using served = await serve({ graceMs: 60_000 }, async () => {
    await held;
    return { status: 200, headers: { "Content-Length": "4" }, body: Buffer.from("late") };
  });
  const { socket, text, closed } = open(served.port);
  socket.write(`${list} HTTP/1.1\r\n${auth}\r\n`);
  await once(socket, "connect");
  const connection = open(served.port);
  connection.socket.write(`${list} HTTP/1.1\r\n${auth}Connection: close\r\nExpect: 100-continue\r\n\r\n`);
  // Once the server sends 100 Continue it has received both requests.
  await once(connection.socket, "data");
  const ended = served.close();
  go();
  await Promise.all([ended, closed, connection.closed]);
  expect(text()).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*Connection: close\r\n(?:.*\r\n)*\r\nlate$/);
});

test("joins repeated headers with a comma", async () => {
  let headers: unknown;
  await using served = await serve({}, (request) => {
    headers = request.headers;
    return Promise.resolve({ status: 204, headers: {}, body: Buffer.alloc(0) });
  });
  const twice = "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-A: 1\r\nX-A: 2\r\n";
  await raw(served, `${list} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${twice}\r\n`);
  expect(headers).toEqual({ host: "x", connection: "close", "set-cookie": "a=1, b=2", "x-a": "1, 2" });
});

test("close ends stalled, silent, streaming and incomplete requests", async () => {
  const feishu = createHandler(await createContext(checkOptions({ chats: 3 })));
  const endless: Handler = (request, signal) =>
    request.target === "/events"
      ? Promise.resolve({
          status: 200,
          headers: { "Content-Type": "text/event-stream" },
          body: (async function* () {
            yield Buffer.from("data: 1\n\n");
            await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
          })(),
        })
      : feishu(request, signal);
  await using served = await serve({}, endless);
  const sent = [
    `${list} HTTP/1.1\r\n${auth}Prefer: fault=stall\r\n\r\n`,
    `${list} HTTP/1.1\r\n${auth}Prefer: fault=silence\r\n\r\n`,
    `${list} HTTP/1.1\r\n${auth}Prefer: fault=slow\r\n\r\n`,
    `${list} HTTP/1.1\r\n${auth}Prefer: delay=60000\r\n\r\n`,
    `GET /events HTTP/1.1\r\n${auth}\r\n`,
    `${token} HTTP/1.1\r\n${auth}Content-Length: 1000\r\n\r\n{`,
    `${list} HTTP/1.1\r\n`,
    "",
  ];
  const callers = sent.map((bytes) => {
    const caller = open(served.port);
    caller.socket.write(bytes);
    return caller;
  });
  await once(callers[4]!.socket, "data");
  const startedAt = performance.now();
  await served.close();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await Promise.all(callers.map(({ closed }) => closed));
});

test("survives clients that disconnect at any point", async () => {
  await using served = await serve();
  const fates = ["stall", "silence", "slow", "truncate", "reset", "html"].map((fault) => `fault=${fault}`);
  for (const prefer of [...fates, "delay=5000", "code=400"]) {
    for (const afterMs of [0, 20]) {
      const { socket, closed } = open(served.port);
      socket.write(`${list} HTTP/1.1\r\n${auth}Prefer: ${prefer}\r\n\r\n`);
      setTimeout(() => socket.resetAndDestroy(), afterMs);
      await closed;
    }
  }
  const { status } = await fetch(`${served.url}/im/v1/chats`, { headers: signedIn });
  expect(status).toBe(200);
});

test("responds with a violation that contains Chinese characters", async () => {
  const contract = await temporaryFile(
    "openapi.yaml",
    `openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /x:
    get:
      parameters: [{ name: colour, in: query, schema: { type: string, enum: [红色, 蓝色] } }]
      responses: { "200": { description: ok } }
`,
  );
  await using mock = await startMock({ contract });
  const { status, body } = await ask(mock, "/x?colour=%E7%BB%BF");
  expect([status, body.code]).toEqual([400, 99992402]);
  expect(body.error.field_violations[0]).toMatchObject({ field: "colour", value: "绿" });
  expect(body.error.field_violations[0]!.description).toContain("红色");
});
