import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createHandler } from "../src/request/handle.ts";
import { checkOptions } from "../src/options/check-options.ts";
import { createContext } from "../src/state/context.ts";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import type { MockRequest } from "../src/http/message.ts";
import { ask, raw, signedIn } from "./support.ts";

let mock: Mock;
beforeAll(async () => void (mock = await startMock({ chats: 3 })));
afterEach(async () => {
  const { status } = await ask(mock, "/im/v1/chats");
  if (status !== 200) throw new Error(`afterwards the mock responds with ${status}`);
});
afterAll(() => mock.close());

const auth = "Authorization: Bearer t-mock\r\nConnection: close\r\nHost: localhost\r\n";
const list = "GET /open-apis/im/v1/chats";
const token = "POST /open-apis/auth/v3/tenant_access_token/internal";
const proto = '{"__proto__":{"app_id":"cli_a","app_secret":"s"}}';
const json = "Content-Type: application/json\r\n";

// Each of these crashes or hangs a stock Prism server, or is sent by the official SDK.
const requests: [description: string, bytes: string, expected: string][] = [
  [
    "a GET with a body {}",
    `${list} HTTP/1.1\r\n${auth}${json}Content-Length: 2\r\n\r\n{}`,
    '200 OK|"code":0',
  ],
  ["Content-Type: foo", `${list} HTTP/1.1\r\n${auth}Content-Type: foo\r\n\r\n`, '200 OK|"code":0'],
  [
    "Content-Type: foo with a body",
    `${token} HTTP/1.1\r\n${auth}Content-Type: foo\r\nContent-Length: 1\r\n\r\n{`,
    "10003",
  ],
  ["Accept: foo", `${list} HTTP/1.1\r\n${auth}Accept: foo\r\n\r\n`, '200 OK|"code":0'],
  [
    "Accept: foo and Prefer",
    `${list} HTTP/1.1\r\n${auth}Accept: foo\r\nPrefer: code=400\r\n\r\n`,
    "400 Bad Request|232001",
  ],
  ["broken JSON", `${token} HTTP/1.1\r\n${auth}${json}Content-Length: 1\r\n\r\n{`, "200 OK|10003"],
  [
    "broken JSON for an operation without a body",
    `${list} HTTP/1.1\r\n${auth}${json}Content-Length: 1\r\n\r\n{`,
    '"code":0',
  ],
  ["the target //", `GET // HTTP/1.1\r\n${auth}\r\n`, "404 Not Found|404 page not found"],
  ["the target *", `OPTIONS * HTTP/1.1\r\n${auth}\r\n`, "404 Not Found"],
  ["an absolute target", `GET http://a.b/open-apis/im/v1/chats HTTP/1.1\r\n${auth}\r\n`, '200 OK|"code":0'],
  ["a fragment", `${list}#x?page_size=0 HTTP/1.1\r\n${auth}\r\n`, '200 OK|"code":0'],
  ["%ZZ in the path", `GET /open-apis/im/%ZZ/chats HTTP/1.1\r\n${auth}\r\n`, "404 Not Found"],
  ["%ZZ in a value", `${list}?page_size=%ZZ HTTP/1.1\r\n${auth}\r\n`, '400 Bad Request|"value":"%ZZ"'],
  ["bytes beyond ASCII in a value", `${list}?sort_type=é群 HTTP/1.1\r\n${auth}\r\n`, "400 Bad Request"],
  [
    "two Authorization headers",
    `${list} HTTP/1.1\r\nAuthorization: Bearer t-a\r\n${auth}\r\n`,
    '200 OK|"code":0',
  ],
  ["an Upgrade", `${list} HTTP/1.1\r\n${auth}Upgrade: websocket\r\n\r\n`, "200 OK"],
  ["no HTTP at all", "hello\r\n\r\n", "400 Bad Request"],
  [
    "a __proto__ in the body",
    `${token} HTTP/1.1\r\n${auth}${json}Content-Length: ${proto.length}\r\n\r\n${proto}`,
    "10003",
  ],
];

test.each(requests)("responds to %s", async (_, bytes, expected) => {
  const text = await raw(mock, bytes);
  for (const part of expected.split("|")) expect(text).toContain(part);
});

test("rejects a body over 1 MiB with 413 and keeps the connection", async () => {
  const response = await fetch(`${mock.url}/im/v1/chats`, {
    method: "POST",
    body: "x".repeat(1024 * 1024 + 1),
  });
  expect([response.status, response.headers.get("x-feishu-mock")]).toEqual([413, "error"]);
  expect(await response.json()).toEqual({
    code: 1,
    msg: "feishu-mock: the body is larger than 1048576 bytes",
  });
});

test("accepts a body of exactly 1 MiB", async () => {
  const start = '{"app_id":"cli_a","app_secret":"';
  const body = `${start}${"x".repeat(1024 * 1024 - start.length - 2)}"}`;
  const response = await ask(mock, "/auth/v3/tenant_access_token/internal", { method: "POST", body });
  expect(response.body.code).toBe(0);
});

test("survives a client that disconnects in the middle of its body", async () => {
  const controller = new AbortController();
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("{")) });
  const init = { method: "POST", body, duplex: "half", signal: controller.signal } as RequestInit;
  const pending = fetch(`${mock.url}/auth/v3/tenant_access_token/internal`, init);
  setTimeout(() => controller.abort(), 50);
  await expect(pending).rejects.toThrow("abort");
});

test("turns an exception into a 500 with its message, also in Chinese", async () => {
  const context = await createContext(checkOptions({ chats: 0 }));
  const handle = createHandler({ ...context, prism: () => Promise.reject(new Error("坏了")) });
  const request: MockRequest = {
    method: "GET",
    target: "/open-apis/im/v1/chats",
    headers: { prefer: "code=400" },
    body: Buffer.alloc(0),
  };
  const { status, headers, body } = await handle(request, new AbortController().signal);
  expect([status, headers["x-feishu-mock"]]).toEqual([500, "error"]);
  expect(JSON.parse(String(body as Buffer))).toEqual({ code: 1, msg: "feishu-mock: 坏了" });
});

test("does not leak Accept and Prefer into the next request", async () => {
  await ask(mock, "/im/v1/chats", { headers: { ...signedIn, accept: "text/html", prefer: "code=504" } });
  const { status, headers, body } = await ask(mock, "/im/v1/chats", { headers: { prefer: "code=400" } });
  expect([status, headers.get("content-type"), body.code]).toEqual([
    400,
    "application/json; charset=utf-8",
    232001,
  ]);
});
