import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { nodeFetch } from "../src/node.ts";
import { BodyTooLargeError, type SizeLimitedResponse } from "../src/call/read-body.ts";
import { serve } from "./support/server.ts";

const fetch = nodeFetch();
const bounded = (response: Response, maxBytes: number): Promise<string> =>
  (response as Response & SizeLimitedResponse).textUpTo(maxBytes);

/** A server that sends raw bytes on each connection. */
async function serveRaw(respond: (socket: Socket) => void): Promise<AsyncDisposable & { url: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => respond(socket));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function serveEncoded(coding: string, body: Buffer): ReturnType<typeof serve> {
  return serve((_request, response) => {
    response.writeHead(200, { "content-encoding": coding });
    response.end(body);
  });
}

/** Faster than the default level, which takes a second for the large text. */
const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

const small = "群聊 ".repeat(100);
// Random, so that it stays larger than what is decoded synchronously.
const large = Array.from({ length: 15_000 }, (_, index) => Math.sin(index).toString(36)).join("群");

test.each<[string, (text: string) => Buffer]>([
  ["gzip", (text) => gzipSync(text)],
  ["GZIP", (text) => gzipSync(text)],
  ["x-gzip", (text) => gzipSync(text)],
  ["deflate", (text) => deflateSync(text)],
  ["br", (text) => brotli(Buffer.from(text))],
  ["identity", (text) => Buffer.from(text)],
  ["deflate, gzip", (text) => gzipSync(deflateSync(text))],
])("a response encoded with %s is decoded by every way to read it", async (coding, encode) => {
  for (const text of [small, large]) {
    await using server = await serveEncoded(coding, encode(text));
    expect(await (await fetch(server.url)).text()).toBe(text);
    expect(await bounded(await fetch(server.url), 10_000_000)).toBe(text);
    expect(await (await (await fetch(server.url)).blob()).text()).toBe(text);
  }
});

test.each<[string, Buffer]>([
  ["gzip", gzipSync(Buffer.alloc(1_000_000))],
  ["deflate", deflateSync(Buffer.alloc(1_000_000))],
  ["br", brotli(Buffer.alloc(1_000_000))],
  ["gzip, gzip", gzipSync(gzipSync(Buffer.alloc(1_000_000)))],
  ["gzip", gzipSync(Buffer.from(large))],
])("a body in %s that decodes to more than the limit throws", async (coding, bomb) => {
  await using server = await serveEncoded(coding, bomb);
  await expect(bounded(await fetch(server.url), bomb.length + 100)).rejects.toBeInstanceOf(BodyTooLargeError);
});

test.each([
  [
    "cut",
    "gzip",
    gzipSync(small).subarray(0, -10),
    "the response cannot be decoded: unexpected end of file",
    "Z_BUF_ERROR",
  ],
  [
    "not what it says",
    "gzip",
    Buffer.from("plain"),
    "the response cannot be decoded: incorrect header check",
    "Z_DATA_ERROR",
  ],
  [
    "unknown",
    "zstd",
    Buffer.from("plain"),
    "the response has a content-encoding that was not requested",
    undefined,
  ],
  [
    "piled up",
    "gzip,".repeat(6),
    Buffer.from("plain"),
    "the response has more than five content-encodings",
    undefined,
  ],
])(
  "a content-encoding that is %s rejects every way to read it",
  async (_what, coding, body, message, code) => {
    await using server = await serveEncoded(coding, body);
    await expect(bounded(await fetch(server.url), 1000)).rejects.toThrow(message);
    const failure = await (await fetch(server.url)).text().catch((error: NodeJS.ErrnoException) => error);
    expect(failure).toHaveProperty("message", expect.stringContaining(message));
    expect((failure as NodeJS.ErrnoException).code).toBe(code);
    await expect((await fetch(server.url)).arrayBuffer()).rejects.toThrow(Error);
  },
);

test.each([
  ["declared", true],
  ["chunked", false],
])("a %s body may have the size of the limit, but not a byte more", async (_form, isDeclared) => {
  await using server = await serve((_request, response) => {
    response.writeHead(200, isDeclared ? { "content-length": "1000" } : {});
    response.write(" ".repeat(400));
    response.end(" ".repeat(600));
  });
  expect(await bounded(await fetch(server.url), 1000)).toHaveLength(1000);
  await expect(bounded(await fetch(server.url), 999)).rejects.toBeInstanceOf(BodyTooLargeError);
});

test("a body that is declared too large throws before its first byte arrives", async () => {
  await using server = await serve((_request, response) => {
    response.writeHead(200, { "content-length": "1001" }).flushHeaders();
  });
  await expect(bounded(await fetch(server.url), 1000)).rejects.toBeInstanceOf(BodyTooLargeError);
});

test("a response without a body may have a content-encoding", async () => {
  await using server = await serve((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip", "transfer-encoding": "chunked" });
    response.end();
  });
  expect(await (await fetch(server.url)).text()).toBe("");
  expect(await bounded(await fetch(server.url), 1000)).toBe("");
});

test("an endless body stops at the limit, and its connection closes", async () => {
  let closed: Promise<unknown> | undefined;
  await using server = await serve((_request, response) => {
    const timer = setInterval(() => response.write(" ".repeat(100)), 1);
    closed = once(response, "close").then(() => clearInterval(timer));
  });
  await expect(bounded(await fetch(server.url), 1000)).rejects.toBeInstanceOf(BodyTooLargeError);
  await closed;
});

test.each([
  ["a character in four pieces", Buffer.from("a群😀b"), "a群😀b"],
  ["a byte order mark", Buffer.from("\uFEFF{}"), "{}"],
  ["characters that share two bytes with that mark", Buffer.from("\uFEFA\uFEFF"), "\uFEFA\uFEFF"],
  ["a character that begins like that mark", Buffer.from("！\u{103FF}"), "！\u{103FF}"],
  ["a character that ends like that mark", Buffer.from("滿群"), "滿群"],
  ["bytes that are not UTF-8", Buffer.from([0x61, 0xff, 0xe7, 0xbe]), "a\uFFFD\uFFFD"],
  ["nothing", Buffer.alloc(0), ""],
])("text: %s, byte by byte", async (_what, bytes, expected) => {
  await using server = await serveRaw((socket) => {
    void (async () => {
      socket.setNoDelay(true);
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      for (const byte of bytes) {
        socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.from([byte]), Buffer.from("\r\n")]));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      socket.write("0\r\n\r\n");
    })();
  });
  expect(await (await fetch(server.url)).text()).toBe(expected);
  // The platform's own reader returns the same.
  expect(await new Response(bytes).text()).toBe(expected);
});

const ok = "HTTP/1.1 200 OK\r\n";
const cut = "the connection was closed before the response was complete";

test.each([
  ["a body shorter than declared", `${ok}content-length: 5\r\n\r\nab`, cut],
  ["a body longer than declared", `${ok}content-length: 2\r\n\r\nabXX`, cut],
  ["a chunk that is cut", `${ok}transfer-encoding: chunked\r\n\r\n5\r\nab`, cut],
  ["chunks without an end", `${ok}transfer-encoding: chunked\r\n\r\n2\r\nab\r\n`, cut],
  ["a chunk without a length", `${ok}transfer-encoding: chunked\r\n\r\nzz\r\nab\r\n`, cut],
  ["truncated headers", `${ok}content-le`, "the server closed the connection before it responded"],
  ["no response at all", "", "the server closed the connection before it responded"],
  ["a response that is not HTTP", "SSH-2.0-OpenSSH\r\n", "Parse Error"],
  ["two lengths", `${ok}content-length: 2\r\ncontent-length: 3\r\n\r\nabc`, "Parse Error"],
  [
    "an unrequested upgrade",
    "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
    "the server closed the connection before it responded",
  ],
])("%s rejects every way to read it", async (_what, bytes, message) => {
  await using server = await serveRaw((socket) => socket.end(bytes));
  const read: ((response: Response) => Promise<unknown>)[] = [
    (response: Response) => response.text(),
    (response: Response) => bounded(response, 1000),
    (response: Response) => response.arrayBuffer(),
    async (response: Response) => {
      // Long after the truncation.
      await new Promise((resolve) => setTimeout(resolve, 30));
      return response.blob();
    },
  ];
  for (const [index, one] of read.entries()) {
    const error = await fetch(server.url)
      .then(one)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    if (index < 2) expect((error as Error).message).toContain(message);
    expect(Object.keys(error as Error)).toEqual("code" in (error as Error) ? ["code"] : []);
  }
});

test("a body that ends with its connection is complete, even if read late", async () => {
  await using server = await serveRaw((socket) => socket.end(`${ok}\r\nabc`));
  const response = await fetch(server.url);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(await response.text()).toBe("abc");
});
