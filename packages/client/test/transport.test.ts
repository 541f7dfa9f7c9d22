import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import {
  createClient,
  FeishuConnectionError,
  FeishuResponseError,
  FeishuTimeoutError,
} from "../src/index.ts";
import { respond, pageOf, serve, type Handler } from "./support/server.ts";

const token = "t-0123456789abcdef";

async function errorOf(handler: Handler, options: object = {}): Promise<unknown> {
  await using server = await serve(handler);
  return await createClient({ token, retry: false, baseUrl: server.url, ...options })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
}

test("a refused connection is a FeishuConnectionError with its cause", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const error = await createClient({ token, retry: false, baseUrl: `http://127.0.0.1:${port}` })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FeishuConnectionError);
  expect(error).not.toBeInstanceOf(FeishuTimeoutError);
  expect((error as Error).message).toContain("ECONNREFUSED");
  expect((error as Error).cause).toBeInstanceOf(Error);
});

test.each<[string, Handler]>([
  ["before the headers", () => {}],
  [
    "in the body",
    (_request, response) => void response.writeHead(200, { "content-length": "100" }).write("{"),
  ],
  [
    "dripping",
    (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(timer));
    },
  ],
])("a server that stalls %s is a FeishuTimeoutError", async (_where, handler) => {
  const error = await errorOf(handler, { timeoutMs: 80 });
  expect(error).toBeInstanceOf(FeishuTimeoutError);
  expect((error as Error).message).toBe("im.v1.chat.list: no complete response within 80 ms");
});

test("the timeout of one call overrides the client's", async () => {
  await using server = await serve(() => {});
  const list = createClient({ token, retry: false, baseUrl: server.url }).im.v1.chat.list(
    {},
    { timeoutMs: 50 },
  );
  await expect(list).rejects.toMatchObject({ timeoutMs: 50 });
});

test("the default timeout of an attempt is thirty seconds", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const onEnd = vi.fn();
  const fetch = (): Promise<Response> => new Promise(() => {});
  createClient({ token, fetch, retry: false }).im.v1.chat.list().catch(onEnd);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(onEnd).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onEnd).toHaveBeenCalledWith(
    expect.objectContaining({ name: "FeishuTimeoutError", timeoutMs: 30_000 }),
  );
});

test("a fetch that ignores its signal cannot keep the caller waiting", async () => {
  const fetch = (): Promise<Response> => new Promise(() => {});
  await expect(
    createClient({ token, fetch, retry: false, timeoutMs: 30 }).im.v1.chat.list(),
  ).rejects.toBeInstanceOf(FeishuTimeoutError);
});

test.each([
  ["declared", { "content-length": "4000" }],
  ["chunked", {}],
])("a %s body over maxResponseBytes throws before it is read completely", async (_form, headers) => {
  const error = await errorOf((_request, response) => respond(response, " ".repeat(4000), 200, headers), {
    maxResponseBytes: 1000,
  });
  expect(error).toBeInstanceOf(FeishuResponseError);
  expect(error).toMatchObject({
    reason: "too_large",
    message: "im.v1.chat.list: 200 the response is larger than maxResponseBytes (1000)",
  });
});

test("a body that is declared too large throws before it is read, and is cancelled", async () => {
  let isCancelled = false;
  const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
  const fetch: typeof globalThis.fetch = async () =>
    new Response(body, { headers: { "content-length": "1001" } });
  const error = await createClient({ token, retry: false, fetch, maxResponseBytes: 1000 })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ reason: "too_large" });
  expect(isCancelled).toBe(true);
});

test("a small compressed body that decodes to a large one throws", async () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000, " "));
  const error = await errorOf(
    (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": String(bomb.length) });
      response.end(bomb);
    },
    { maxResponseBytes: 100_000 },
  );
  expect(error).toMatchObject({ reason: "too_large" });
});

test("a redirect that a browser hides is reported as a redirect", async () => {
  const hidden = Object.defineProperties(new Response(null), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
  });
  const error = await createClient({ token, retry: false, fetch: async () => hidden })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "FeishuResponseError", reason: "redirect" });
  expect((error as Error).message).toContain("the server redirects. The client does not follow redirects");
});

test("a redirect is not followed, and the message has its target host", async () => {
  await using target = await serve((_request, response) =>
    respond(response, pageOf([], { has_more: false })),
  );
  const error = await errorOf((_request, response) =>
    respond(response, "", 302, { location: `${target.url}/elsewhere?code=secret` }),
  );
  expect(error).toMatchObject({ reason: "redirect", status: 302 });
  expect((error as Error).message).toContain(`the server redirects to ${new URL(target.url).host}.`);
  expect((error as Error).message).not.toContain("secret");
  expect(target.seen).toHaveLength(0);
});

test("an abort while a token is awaited ends the waiting, and an aborted signal sends nothing", async () => {
  await using server = await serve((_request, response) => respond(response, ""));
  const client = createClient({ token: () => new Promise<string>(() => {}), baseUrl: server.url });
  const reason = new Error("enough");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 20);
  await expect(client.im.v1.chat.list({}, { signal: controller.signal })).rejects.toBe(reason);
  await expect(
    createClient({ token, retry: false, baseUrl: server.url }).im.v1.chat.list(
      {},
      { signal: AbortSignal.abort(reason) },
    ),
  ).rejects.toBe(reason);
  expect(server.seen).toHaveLength(0);
});

test("a signal that serves many calls collects no listeners", async () => {
  await using server = await serve((_request, response, index) =>
    respond(response, pageOf([], { has_more: index < 30, page_token: `p${index}` })),
  );
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
  await createClient({ token, retry: false, baseUrl: server.url })
    .im.v1.chat.list({}, { signal })
    .toArray({ limit: Infinity });
  expect(server.seen).toHaveLength(31);
  expect(listeners).toBe(0);
});

test("feishu.http is openapi-fetch with the same base URL and token, and does not interpret responses", async () => {
  await using server = await serve((_request, response) =>
    respond(response, { code: 232025, msg: "no bot" }, 400),
  );
  const { data, error, response } = await createClient({ token, retry: false, baseUrl: server.url }).http.GET(
    "/im/v1/chats",
    {
      params: { query: { page_size: 5 } },
    },
  );
  expect([data, error, response.status]).toEqual([undefined, { code: 232025, msg: "no bot" }, 400]);
  expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(server.seen[0]?.query.get("page_size")).toBe("5");
});

test("feishu.http sends no token to operations that take none", async () => {
  await using server = await serve((_request, response) => respond(response, { code: 0 }));
  await createClient({ token, retry: false, baseUrl: server.url }).http.POST(
    "/auth/v3/tenant_access_token/internal",
    {
      body: { app_id: "cli_a", app_secret: "s" },
    },
  );
  expect(server.seen[0]?.headers.authorization).toBeUndefined();
  expect(server.seen[0]?.body).toBe('{"app_id":"cli_a","app_secret":"s"}');
});
