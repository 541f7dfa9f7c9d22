import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { afterEach, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { ask, raw, signedIn } from "./support.ts";

const chats = "/open-apis/im/v1/chats";
let mock: Mock;
afterEach(() => mock.close());

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock({ chats: 1, ...options });
}

/** Sends any headers, including those that `fetch` does not allow. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, mock.url), { method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

const statusFor = async (host: string, path = chats): Promise<number | undefined> =>
  (await send("GET", path, { ...signedIn, host })).status;

test.each(["localhost", "LOCALHOST:4010", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:4010", "localhost:"])(
  "allows Host: %s",
  async (host) => {
    await start();
    for (const path of ["/", chats, "/__mock/health"]) expect(await statusFor(host, path)).toBe(200);
  },
);

test.each([
  "evil.example",
  "localhost.evil.example",
  "127.0.0.1.evil.example:4010",
  "localhost:80:80",
  "[::2]",
  "a@localhost",
])("rejects Host: %s", async (host) => {
  await start();
  for (const path of ["/", chats, "/__mock/state", "/nothing"]) {
    const { status, headers, text } = await send("GET", path, { ...signedIn, host });
    expect([status, headers["access-control-allow-origin"]]).toEqual([403, undefined]);
    const body = JSON.parse(text) as { error?: string; msg?: string };
    expect(path.startsWith("/__mock") ? body.error : body.msg).toContain(
      "is not allowed; use localhost, 127.0.0.1, [::1], or start the mock with --allowed-host NAME",
    );
  }
  expect(mock.requests).toEqual([]);
});

test("rejects a request without Host, even in HTTP/1.0", async () => {
  await start();
  expect(await raw(mock, `GET ${chats} HTTP/1.0\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 403 .*Host: missing; send one of/s,
  );
});

test("allows the names of allowedHosts and host with any port", async () => {
  await start({ host: "0.0.0.0", allowedHosts: ["Mock.Internal", "feishu.test:8080", "fd00::1"] });
  for (const host of ["mock.internal:4010", "MOCK.INTERNAL", "feishu.test", "[fd00::1]:80", "0.0.0.0:4010"])
    expect([host, await statusFor(host)]).toEqual([host, 200]);
  expect(await statusFor("internal")).toBe(403);
});

test("allows any IP address, but no other name, if other machines can reach it", async () => {
  await start({ host: "0.0.0.0" });
  for (const host of ["192.168.7.20:4010", "[fd00::1]:80", "10.0.0.1"])
    expect([host, await statusFor(host)]).toEqual([host, 200]);
  for (const host of ["evil.example", "10.0.0.1.evil.example", "1.2.3"])
    expect([host, await statusFor(host)]).toEqual([host, 403]);
});

test.each([[""], ["http://mock"], ["a/b"], ["a b"], ["[x"]])("rejects allowedHosts: %j", async (name) => {
  await start();
  await expect(startMock({ allowedHosts: [name] })).rejects.toThrow("allowedHosts must be host names");
});

test("mock.fetch does not check Host", async () => {
  await start({ listen: false });
  const response = await mock.fetch(`https://open.feishu.cn${chats}`, { headers: signedIn });
  expect(response.status).toBe(200);
});

const page = "http://localhost:5173";

test("sends no CORS headers without the cors option, and responds 404 to OPTIONS", async () => {
  await start();
  const { status, headers } = await send("GET", chats, { ...signedIn, origin: page });
  expect([status, Object.keys(headers).filter((name) => /^(access-control|vary)/.test(name))]).toEqual([
    200,
    [],
  ]);
  const preflight = await send("OPTIONS", chats, { origin: page, "access-control-request-method": "GET" });
  expect([preflight.status, preflight.text]).toEqual([404, "404 page not found"]);
});

test("lets the origin of cors send any header and read every response", async () => {
  await start({ cors: page, rateLimit: { perMinute: 1 } });
  const preflight = await send("OPTIONS", chats, {
    origin: page,
    "access-control-request-method": "GET",
    "access-control-request-headers": "authorization,prefer,content-type,x-request-id",
  });
  expect([preflight.status, preflight.text]).toEqual([204, ""]);
  expect(preflight.headers).toMatchObject({
    "access-control-allow-origin": page,
    "access-control-allow-headers": "authorization,prefer,content-type,x-request-id",
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  });
  for (const status of [200, 429]) {
    const response = await send("GET", chats, { ...signedIn, origin: page });
    expect(response.status).toBe(status);
    expect(response.headers).toMatchObject({ "access-control-allow-origin": page, vary: "Origin" });
    const exposed = response.headers["access-control-expose-headers"]?.toLowerCase().split(", ");
    const custom = Object.keys(response.headers).filter((name) => name.startsWith("x-"));
    expect(exposed).toEqual(expect.arrayContaining(custom));
  }
  const plain = await send("OPTIONS", chats, { origin: page, "access-control-request-method": "GET" });
  expect(plain.headers["access-control-allow-headers"]).toBe("Authorization, Content-Type, Prefer");
});

test.each([
  ["OPTIONS", { origin: page }],
  ["GET", { origin: page, "access-control-request-method": "GET" }],
])("does not treat a %s with the headers %j as a preflight", async (method, headers) => {
  await start({ cors: page });
  const response = await send(method, chats, { ...signedIn, ...headers });
  expect(response.status).toBe(method === "GET" ? 200 : 404);
  expect(response.headers).toMatchObject({ "access-control-allow-origin": page, vary: "Origin" });
  expect(response.headers).not.toHaveProperty("access-control-allow-methods");
});

test("sends no CORS headers to other origins", async () => {
  await start({ cors: page });
  for (const origin of ["http://localhost:5174", "https://localhost:5173", "null", `${page}.evil.example`]) {
    const { headers } = await send("GET", chats, { ...signedIn, origin });
    expect([headers["access-control-allow-origin"], headers.vary]).toEqual([undefined, "Origin"]);
    const preflight = await send("OPTIONS", chats, { origin, "access-control-request-method": "GET" });
    expect(preflight.status).toBe(404);
  }
});

const fromPages: [description: string, method: string, headers: Record<string, string>, status: number][] = [
  ["a client that is not a browser", "POST", {}, 204],
  ["the mock's site", "POST", { origin: "own", "sec-fetch-site": "same-origin" }, 204],
  ["a page of the cors origin", "POST", { origin: page, "sec-fetch-site": "same-site" }, 204],
  [
    "a page of another origin",
    "POST",
    { origin: "http://other.example", "sec-fetch-site": "cross-site" },
    403,
  ],
  ["a page of another port", "POST", { origin: "http://localhost:5174" }, 403],
  ["a page without an origin", "POST", { origin: "null" }, 403],
  ["a page that hides its origin", "POST", { "sec-fetch-site": "cross-site" }, 403],
  ["a form", "POST", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, 403],
  ["an image of another site", "GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, 403],
  ["an image of another port", "GET", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }, 403],
  ["a fetch of another site", "GET", { origin: "http://other.example" }, 403],
  ["a link on another site", "GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, 200],
  ["a typed address", "GET", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }, 200],
];

test.each(fromPages)(
  "responds to a control API request from %s by %s",
  async (_, method, headers, status) => {
    await start({ cors: page });
    const { origin } = new URL(mock.url);
    const path = method === "GET" ? "/__mock/health" : "/__mock/reset";
    await ask(mock, "/im/v1/chats");
    const response = await send(method, path, headers["origin"] === "own" ? { ...headers, origin } : headers);
    expect(response.status).toBe(status);
    if (status === 403) {
      const { error } = JSON.parse(response.text) as { error: string };
      expect(error).toMatch(/^Origin: a page of .* may not use the control API; start with --cors ORIGIN$/);
    }
    expect(mock.requests.length).toBe(status === 204 ? 0 : 1);
  },
);
