import { connect } from "node:net";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { MockOptions } from "../src/index.ts";
import { ask, raw, signedIn } from "./support.ts";

const invalid: [options: unknown, message: string][] = [
  [null, "options must be an object"],
  [5, "options must be an object"],
  [{ port: -1 }, "port must be an integer from 0 to 65535, got -1"],
  [{ port: "80" }, 'port must be an integer from 0 to 65535, got "80"'],
  [{ port: 65536 }, "port must be an integer from 0 to 65535, got 65536"],
  [{ chats: -1 }, "chats must be an integer from 0 to 1000000, or a list of chats, got -1"],
  [{ chats: 1_000_001 }, "chats must be an integer from 0 to 1000000, or a list of chats, got 1000001"],
  [{ chats: [{}, { nam: "a" }] }, "startMock: chats[1].nam is unknown; known: chat_id, avatar, name"],
  [{ seed: 2 ** 32 }, "seed must be an integer from 0 to 4294967295, got 4294967296"],
  [{ chats: 1.5 }, "chats must be an integer from 0 to 1000000, or a list of chats, got 1.5"],
  [{ seed: Number.NaN }, "seed must be an integer from 0 to 4294967295, got NaN"],
  [{ host: "" }, 'host must be an address such as 127.0.0.1, got ""'],
  [{ host: 4 }, "host must be an address such as 127.0.0.1, got 4"],
  [{ allowedHosts: "a.test" }, 'allowedHosts must be host names such as feishu.test, got "a.test"'],
  [{ allowedHosts: ["a.test", 5] }, "allowedHosts must be host names"],
  [{ allowedHosts: ["a.test", "http://b.test"] }, "allowedHosts must be host names"],
  [{ cors: "http://a.test/" }, 'cors must be an origin such as http://localhost:5173, got "http://a.test/"'],
  [{ cors: "a.test" }, 'cors must be an origin such as http://localhost:5173, got "a.test"'],
  [{ cors: true }, "cors must be an origin such as http://localhost:5173, got true"],
  [{ listen: "no" }, 'listen must be true or false, got "no"'],
  [{ strictAuth: 1 }, "strictAuth must be true or false, got 1"],
  [{ contract: 1 }, "contract must be the path of an OpenAPI 3.1 document, got 1"],
  [{ contract: "" }, 'contract must be the path of an OpenAPI 3.1 document, got ""'],
  [{ app: null }, "app must be an object, got null"],
  [{ app: { scopes: "im:chat" } }, 'app.scopes must be an array of strings, got "im:chat"'],
  [{ app: { scopes: ["im:chat", 5] } }, "app.scopes must be an array of strings, got im:chat,5"],
  [{ app: { botAbility: 1 } }, "app.botAbility must be true or false, got 1"],
  [{ app: { installed: 0 } }, "app.installed must be true or false, got 0"],
  [{ apps: [] }, "apps must be an object of apps by their ids"],
  [{ apps: { a1: {} } }, 'apps must be an object of apps by their ids, such as cli_a1b2c3, got "a1"'],
  [{ apps: { "a cli_a1": {} } }, 'such as cli_a1b2c3, got "a cli_a1"'],
  [{ apps: { "cli_a1 b": {} } }, 'such as cli_a1b2c3, got "cli_a1 b"'],
  [{ apps: { cli_a1: 5 } }, "apps.cli_a1 must be an object, got 5"],
  [{ apps: { cli_a1: { secret: "" } } }, "apps.cli_a1.secret must be a non-empty string"],
  [{ apps: { cli_a1: { secret: 5 } } }, "apps.cli_a1.secret must be a non-empty string"],
  [{ apps: { cli_a1: { installed: 0 } } }, "apps.cli_a1.installed must be true or false, got 0"],
  [{ apps: { cli_a1: { name: "a" } } }, "unknown option apps.cli_a1.name; known: scopes"],
  [{ rateLimit: 5 }, "rateLimit must be true, false or { perSecond, perMinute }, got 5"],
  [{ rateLimit: null }, "rateLimit must be true, false or { perSecond, perMinute }, got null"],
  [{ rateLimit: { perHour: 5 } }, "unknown option rateLimit.perHour; known: perSecond, perMinute"],
  [{ rateLimit: { perSecond: 0 } }, "rateLimit.perSecond must be an integer, 1 or more, got 0"],
  [{ rateLimit: { perMinute: 1.5 } }, "rateLimit.perMinute must be an integer, 1 or more, got 1.5"],
  [{ quirks: "token" }, 'quirks must be an object, got "token"'],
  [{ quirks: { lastPage: 1 } }, "unknown option quirks.lastPage; known: lastPageToken, badParameter"],
  [{ quirks: { lastPageToken: "none" } }, 'lastPageToken must be empty, absent or token, got "none"'],
  [{ quirks: { badParameter: 232025 } }, "badParameter must be 99992402 or 232001, got 232025"],
  [{ rules: {} }, "rules must be a list of rules"],
  [{ rules: [{ delay: 1 }, 5] }, "rules[1]: the rule must be an object with code, fault or delay"],
  [{ rules: [{ delays: 1 }] }, "rules[0]: unknown field delays; known: code, fault, delay, times, rate"],
  [{ rules: [{ times: 1 }] }, "rules[0]: the rule must be an object with code, fault or delay"],
  [{ rules: [{ code: 232025, fault: "html" }] }, "rules[0]: code and fault exclude each other"],
  [{ rules: [{ code: "232025" }] }, "rules[0]: code must be an error code such as 232025"],
  [{ rules: [{ delay: -1 }] }, "rules[0]: delay must be milliseconds up to 600000"],
  [{ rules: [{ delay: "1" }] }, "rules[0]: delay must be milliseconds up to 600000"],
  [{ rules: [{ delay: 600_001 }] }, "rules[0]: delay must be milliseconds up to 600000"],
  [{ rules: [{ delay: [1, 2, 3] }] }, "rules[0]: delay must be milliseconds up to 600000, or [smallest, la"],
  [{ rules: [{ delay: 1, times: 0 }] }, "rules[0]: times must be an integer, 1 or more"],
  [{ rules: [{ delay: 1, times: 1.5 }] }, "rules[0]: times must be an integer, 1 or more"],
  [{ rules: [{ delay: 1, rate: 0 }] }, "rules[0]: rate must be a number greater than 0 and at most 1"],
  [{ rules: [{ delay: 1, rate: 1.01 }] }, "rules[0]: rate must be a number greater than 0 and at most 1"],
  [{ rules: [{ delay: 1, rate: "1" }] }, "rules[0]: rate must be a number greater than 0 and at most 1"],
  [{ now: 5 }, "now must be a function, got 5"],
  [{ chat: 5 }, "unknown option chat; known: port, host, allowedHosts"],
  [{ app: { scope: [] } }, "unknown option app.scope; known: scopes, botAbility, installed"],
];

test.each(invalid)("rejects startMock(%j) with %s", async (options, message) => {
  const failure = await startMock(options as MockOptions).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TypeError);
  expect((failure as Error).message).toContain(message);
});

const valid: MockOptions[] = [
  { chats: 0, seed: 0 },
  { chats: [], seed: 4_294_967_295 },
  { allowedHosts: ["a.test"], cors: "https://a.test" },
  { app: { scopes: [], botAbility: false, installed: false }, apps: { cli_a1: { secret: "s" }, cli_b2: {} } },
  { rateLimit: false, strictAuth: true },
  { rateLimit: {} },
  { rateLimit: { perSecond: 1, perMinute: 1 } },
  { quirks: { lastPageToken: "empty", badParameter: 99_992_402 } },
  { quirks: { lastPageToken: "absent", badParameter: 232_001 } },
  { quirks: { lastPageToken: "token" } },
  { rules: [{ delay: 0 }, { delay: 600_000 }, { delay: [5, 5] }, { code: 232_025, times: 1, rate: 1 }] },
];

test.each(valid)("accepts startMock(%j)", async (options) => {
  await using mock = await startMock({ ...options, listen: false });
  expect((await mock.fetch(new URL("/__mock/health", mock.url))).status).toBe(200);
});

test("listens on a free port of 127.0.0.1 and prints the greeting", async () => {
  await using mock = await startMock();
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open-apis$/);
  const response = await fetch(new URL("/", mock.url));
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const greeting = await response.text();
  expect(greeting).toContain(`curl -H 'Authorization: Bearer t-mock' '${mock.url}/`);
  expect(greeting).toContain(`page / 页面: ${new URL(mock.url).origin}/\n`);
});

test("rejects a port in use with host, port and remedy", async () => {
  await using mock = await startMock();
  const port = Number(new URL(mock.url).port);
  await expect(startMock({ port })).rejects.toThrow(
    `127.0.0.1:${port} is already in use; stop the other server or choose another port (0 for a free one)`,
  );
});

test("rejects an address of another machine", async () => {
  await expect(startMock({ host: "192.0.2.1" })).rejects.toThrow(
    "cannot listen on 192.0.2.1:0 (EADDRNOTAVAIL)",
  );
});

test("logs the duration of a request", async () => {
  await using mock = await startMock({ chats: 2 });
  const before = performance.now();
  await ask(mock, "/im/v1/chats", { headers: { ...signedIn, prefer: "delay=30" } });
  const took = performance.now() - before;
  const [{ durationMs } = { durationMs: Number.NaN }] = mock.requests;
  expect(durationMs).toBeGreaterThan(25);
  expect(durationMs).toBeLessThanOrEqual(took);
});

test("sends JSON as UTF-8 with Content-Length", async () => {
  await using mock = await startMock({ chats: 2 });
  const { headers, text } = await ask(mock, "/im/v1/chats");
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
});

const same: [description: string, path: string, init: RequestInit][] = [
  ["a page", "/im/v1/chats?page_size=2", { headers: signedIn }],
  ["an error", "/im/v1/chats?page_size=群", { headers: signedIn }],
  ["a forced response", "/im/v1/chats", { headers: { prefer: "code=429" } }],
  ["HTML", "/im/v1/chats", { headers: { prefer: "code=504" } }],
  ["an unknown path", "/nothing", {}],
  ["HEAD", "/im/v1/chats", { method: "HEAD" }],
  [
    "a token",
    "/auth/v3/tenant_access_token/internal",
    { method: "POST", body: '{"app_id":"cli_1","app_secret":"s"}' },
  ],
];

test.each(same)("mock.fetch responds to %s like the socket", async (_, path, init) => {
  await using mock = await startMock({ chats: 5, now: () => 0 });
  const [socket, direct] = [await fetch(mock.url + path, init), await mock.fetch(mock.url + path, init)];
  const logId = /\d{14}[0-9A-F]{20}/g;
  const contentOf = async (response: Response): Promise<unknown> => {
    const headers = [...response.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name));
    return [
      response.status,
      JSON.stringify(headers).replace(logId, ""),
      (await response.text()).replace(logId, ""),
    ];
  };
  expect(await contentOf(direct)).toEqual(await contentOf(socket));
});

test("mock.fetch accepts every kind of input and any origin without a socket", async () => {
  await using mock = await startMock({ chats: 1, listen: false });
  expect(mock.url).toBe("http://feishu.mock/open-apis");
  const url = `${mock.url}/im/v1/chats`;
  const elsewhere = "https://open.feishu.cn/open-apis/im/v1/chats";
  for (const input of [url, new URL(url), new Request(url, { headers: signedIn }), elsewhere]) {
    const init = input instanceof Request ? undefined : { headers: signedIn };
    expect((await mock.fetch(input, init)).status).toBe(200);
  }
  expect((await mock.fetch("http://feishu.mock/elsewhere")).status).toBe(404);
});

test("mock.fetch rejects an aborted request like fetch", async () => {
  await using mock = await startMock({ chats: 1, listen: false });
  const init = { headers: signedIn, signal: AbortSignal.abort() };
  await expect(mock.fetch(`${mock.url}/im/v1/chats`, init)).rejects.toThrow("aborted");
});

test("close ends with open connections, and can be called twice", async () => {
  const mock = await startMock({ chats: 1 });
  const port = Number(new URL(mock.url).port);
  const silent = connect(port, "127.0.0.1");
  const halfway = connect(port, "127.0.0.1");
  for (const socket of [silent, halfway]) socket.on("error", () => {});
  halfway.write("POST /open-apis/im/v1/chats HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
  await ask(mock, "/im/v1/chats");
  await Promise.all([mock.close(), mock.close()]);
  await expect(fetch(`${mock.url}/im/v1/chats`)).rejects.toThrow("fetch failed");
});

test("close waits for a pending request", async () => {
  const mock = await startMock({ chats: 1 });
  const pending = raw(
    mock,
    "GET /open-apis/im/v1/chats HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t-x\r\n\r\n",
  );
  await ask(mock, "/nothing");
  await mock.close();
  expect(await pending).toContain('"code":0');
});
