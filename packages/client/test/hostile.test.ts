import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import type { Descriptor } from "../src/descriptor.ts";
import { createSerializer } from "../src/call/http.ts";
import { createClient, FeishuError, type FeishuApiError } from "../src/index.ts";
import { respond, pageOf, serve, type Handler } from "./support/server.ts";

const token = "Hush-0123456789abcdef.x";

function printed(error: unknown): string {
  return [
    inspect(error, { depth: 12, showHidden: true }),
    JSON.stringify(error),
    String(error),
    (error as Error).stack,
  ].join("\n");
}

async function errorOf(handler: Handler): Promise<unknown> {
  await using server = await serve(handler);
  return await createClient({ token, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
}

test.each<[string, Handler]>([
  [
    "as X-Tt-Logid",
    (_request, response) => respond(response, { code: 1, msg: "" }, 400, { "x-tt-logid": token }),
  ],
  ["as X-Request-Id", (_request, response) => respond(response, "", 500, { "x-request-id": token })],
  [
    "as error.log_id",
    (_request, response) => respond(response, { code: 1, msg: "", error: { log_id: token } }, 400),
  ],
  ["as log_id", (_request, response) => respond(response, { code: 1, msg: "", log_id: token }, 400)],
  [
    "as Content-Type",
    (_request, response) => respond(response, "<p>", 200, { "content-type": `text/${token}` }),
  ],
  [
    "as the host of a redirect",
    (_request, response) => respond(response, "", 302, { location: `http://${token}/` }),
  ],
  [
    "deep in a violation",
    (_request, response) =>
      respond(
        response,
        { code: 1, msg: "", error: { field_violations: [{ value: { deep: token } }, [token]] } },
        400,
      ),
  ],
  [
    "in a list of scopes",
    (_request, response) =>
      respond(response, { code: 1, msg: "", error: { permission_violations: [{ subject: [token] }] } }, 400),
  ],
  ["in upper case", (_request, response) => respond(response, { code: 1, msg: token.toUpperCase() }, 400)],
])("a token that the server echoes %s is not in the error", async (_where, handler) => {
  const error = await errorOf(handler);
  expect(error).toBeInstanceOf(FeishuError);
  expect(printed(error).toLowerCase()).not.toContain(token.slice(0, 12).toLowerCase());
});

test("a response that is not HTTP is not in the error", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(`BOGUS ${token}\r\n\r\n`));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = createClient({ token, retry: false, baseUrl: `http://127.0.0.1:${port}` });
  const error = await client.im.v1.chat.list().catch((reason: unknown) => reason);
  server.close();
  expect(error).toMatchObject({
    name: "FeishuConnectionError",
    cause: { message: "fetch failed", cause: { name: "HTTPParserError" } },
  });
  expect(printed(error)).not.toContain(token);
});

test("headers that a fetch quotes in its error are not in the client's error", async () => {
  const fetch = async (_input: unknown, init?: RequestInit): Promise<Response> => {
    const authorization = new Headers(init?.headers).get("authorization");
    throw Object.assign(new Error(`cannot send ${authorization}`), { code: "EBAD", headers: authorization });
  };
  const error = await createClient({ token, retry: false, fetch })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect((error as Error).message).toBe("im.v1.chat.list: no response: cannot send Bearer [redacted]");
  expect(printed(error)).not.toContain(token);
  expect((error as Error).cause).toMatchObject({ code: "EBAD" });
});

test("a JWT of somebody else is redacted, too", async () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";
  const error = await errorOf((_request, response) => respond(response, { code: 1, msg: `see ${jwt}` }, 400));
  expect(error).toMatchObject({ msg: "see [redacted]" });
});

test("a message of the server is truncated and put on one line", async () => {
  const error = (await errorOf((_request, response) =>
    respond(response, { code: 1, msg: `a\n\u001B[31m${"b".repeat(1_000_000)}` }, 400),
  )) as Error;
  expect(error.message).toMatch(/^im\.v1\.chat\.list: 400 \[1\] a \[31mb{490,500}$/);
});

test("fields with undocumented types are ignored at any depth", async () => {
  const deep = `${"[".repeat(9000)}${"]".repeat(9000)}`;
  const error = await errorOf((_request, response) =>
    respond(
      response,
      `{"code":99992402,"msg":5,"error":{"log_id":{},"field_violations":[{"value":${deep}},7,{"field":"x"}]}}`,
      400,
    ),
  );
  expect(error).toMatchObject({ msg: "", logId: undefined, fieldViolations: [{}, { field: "x" }] });
  expect((error as Error).message).toBe(
    'im.v1.chat.list: 400 [99992402] ; a field "": refused; x "": refused',
  );
});

test("at most a hundred violations are kept", async () => {
  const field_violations = Array.from({ length: 5000 }, (_, index) => ({ field: `f${index}` }));
  const error = await errorOf((_request, response) =>
    respond(response, { code: 99992402, msg: "", error: { field_violations } }, 400),
  );
  expect(error).toMatchObject({ fieldViolations: field_violations.slice(0, 100) });
  expect((error as FeishuApiError).fieldViolations).toHaveLength(100);
});

test.each([
  ["9".repeat(400), undefined],
  ["-5", undefined],
  ["1e3", undefined],
  ["5", 5000],
])("Retry-After: %s means %s", async (value, expected) => {
  expect(
    await errorOf((_request, response) => respond(response, "", 503, { "retry-after": value })),
  ).toMatchObject({ retryAfterMs: expected });
});

test("a 304 is not a redirect, but an empty response", async () => {
  expect(await errorOf((_request, response) => void response.writeHead(304).end())).toMatchObject({
    reason: "empty",
    status: 304,
  });
});

const members: Descriptor = {
  id: "im.v1.chatMembers.get",
  method: "GET",
  path: "/im/v1/chats/{chat_id}/members",
  idempotent: true,
  secured: true,
  params: { path: ["chat_id"], query: ["page_size"] },
  result: "data",
};

test.each(["..", ".", "", null, undefined, {}, ["a"], true])(
  "a path parameter %j is refused: it would lead elsewhere",
  (chat_id) => {
    expect(() => createSerializer("http://server")(members, { chat_id })).toThrow(TypeError);
  },
);

test.each([
  ["oc_1", "oc_1"],
  ["a/b?c#d", "a%2Fb%3Fc%23d"],
  ["%2e%2e", "%252e%252e"],
  ["群", "%E7%BE%A4"],
  [7, "7"],
])("a path parameter %j is serialized as %s", (chat_id, written) => {
  const { url } = createSerializer("http://server")(members, { chat_id });
  expect(url).toBe(`http://server/im/v1/chats/${written}/members`);
});

test.each([
  [true, "true"],
  [false, "false"],
  [5n, "5"],
  [0, "0"],
  ["群 &", "群 &"],
])("a parameter may be %s", async (value, expected) => {
  await using server = await serve((_request, response) =>
    respond(response, pageOf([], { has_more: false })),
  );
  await createClient({ token, baseUrl: server.url }).im.v1.chat.list({ page_size: value as never });
  expect(server.seen[0]?.query.getAll("page_size")).toEqual([expected]);
});

test.each([Number.NaN, Infinity, {}, "\uD800", Symbol("x")])(
  "a query parameter %s is refused before anything is sent",
  (page_size) => {
    expect(() => createSerializer("http://server")(members, { chat_id: "oc_1", page_size })).toThrow(
      'im.v1.chatMembers.get: parameter "page_size" must be a string, a finite number, a boolean, or an array of these',
    );
  },
);

test.each<[string, (client: ReturnType<typeof createClient>) => PromiseLike<unknown>, string]>([
  [
    "a controller for a signal",
    ({ im }) => im.v1.chat.list({}, { signal: new AbortController() as never }),
    "signal must be an AbortSignal",
  ],
  ["no limit", ({ im }) => im.v1.chat.list().toArray(undefined as never), "toArray needs a limit"],
])("%s throws a clear message, not an error of the engine", async (_what, call, message) => {
  await expect(call(createClient({ token }))).rejects.toThrow(`im.v1.chat.list: ${message}`);
});

test("a token that no header can carry throws at once", () => {
  expect(() => createClient({ token: "t-0123456789\n" })).toThrow(
    "the token must be a string of visible ASCII characters",
  );
});

test("a token function that never returns ends in a timeout", async () => {
  const client = createClient({ token: () => new Promise<string>(() => {}), timeoutMs: 40, retry: false });
  await expect(client.im.v1.chat.list()).rejects.toMatchObject({
    name: "FeishuTimeoutError",
    message: "im.v1.chat.list: the token function returned no token within 40 ms",
  });
});

test("attempts whose fetch never settles leave no listener on the caller's signal", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  vi.spyOn(signal, "addEventListener").mockImplementation(() => void (listeners += 1));
  vi.spyOn(signal, "removeEventListener").mockImplementation(() => void (listeners -= 1));
  const client = createClient({
    token,
    retry: false,
    timeoutMs: 10,
    fetch: () => new Promise<Response>(() => {}),
  });
  for (let call = 0; call < 5; call++) await client.im.v1.chat.list({}, { signal }).catch(() => {});
  expect(listeners).toBe(0);
});

test("a timed-out request is cancelled: its connection closes", async () => {
  let closed = 0;
  await using server = await serve((_request, response) => void response.on("close", () => (closed += 1)));
  await createClient({ token, retry: false, timeoutMs: 50, baseUrl: server.url })
    .im.v1.chat.list()
    .catch(() => {});
  await vi.waitFor(() => expect(closed).toBe(1));
});

test("a process ends after its response: no timer of the client keeps it running", async () => {
  await using server = await serve((_request, response) =>
    respond(response, pageOf(["a"], { has_more: false }), 200, { connection: "close" }),
  );
  const program = `
    import { createClient } from ${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)};
    const fetch = async () => Response.json({ code: 0, msg: "", data: { items: [], has_more: false } });
    await createClient({ token: "t-0123456789", fetch, deadlineMs: 1e9, timeoutMs: 1e9 }).im.v1.chat.list().toArray({ limit: 5 });`;
  const { status, signal } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    timeout: 20_000,
  });
  expect([status, signal]).toEqual([0, null]);
  expect(server.seen).toHaveLength(0);
});

test("feishu.http keeps the caller's own token, follows no redirect, and sends no token to another host", async () => {
  await using other = await serve((_request, response) => respond(response, {}));
  await using server = await serve((_request, response) =>
    respond(response, "", 302, { location: `${other.url}/x` }),
  );
  const { http } = createClient({ token, baseUrl: server.url });
  await http.GET("/im/v1/chats", { headers: { Authorization: "Bearer mine" } });
  expect(server.seen[0]?.headers.authorization).toBe("Bearer mine");
  const { response } = await http.GET("/im/v1/chats", { redirect: "follow" });
  expect([response.status, other.seen.length]).toEqual([302, 0]);
  await http.GET("/im/v1/chats", { baseUrl: other.url });
  expect(other.seen[0]?.headers.authorization).toBeUndefined();
});

test("feishu.http stops waiting for a token when its caller aborts, and each caller gets its own error", async () => {
  await using server = await serve(
    (request, response) =>
      void (request.method === "POST"
        ? setTimeout(() => respond(response, { code: 10014, msg: "app secret invalid" }), 60)
        : respond(response, {})),
  );
  const { http } = createClient({ appId: "cli_a", appSecret: "secret", baseUrl: server.url });
  const reason = new Error("enough");
  const aborted = http
    .GET("/im/v1/chats", { signal: AbortSignal.abort(reason) })
    .catch((error: unknown) => error);
  const failures = await Promise.all(
    [1, 2].map(() => http.GET("/im/v1/chats").catch((error: unknown) => error)),
  );
  expect(await aborted).toBe(reason);
  expect(failures[0]).not.toBe(failures[1]);
  expect(failures).toMatchObject([{ code: 10014 }, { code: 10014 }]);
});

test("X-Tt-Logid takes precedence over X-Request-Id", async () => {
  const headers = { "x-request-id": "OTHER", "x-tt-logid": "FEISHU" };
  expect(await errorOf((_request, response) => respond(response, "", 500, headers))).toMatchObject({
    logId: "FEISHU",
  });
});

test("a fraction of a millisecond is rounded up, so that no retry is early", async () => {
  const headers = { "x-ogw-ratelimit-reset": "0.0101" };
  expect(
    await errorOf((_request, response) => respond(response, { code: 99991400, msg: "" }, 429, headers)),
  ).toMatchObject({ retryAfterMs: 11 });
});
