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

/** Sends any headers, those of a browser too, which `fetch` keeps to itself. */
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
  "Host: %s is the mock's",
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
])("Host: %s is not", async (host) => {
  await start();
  for (const path of ["/", chats, "/__mock/state", "/nothing"]) {
    const { status, headers, text } = await send("GET", path, { ...signedIn, host });
    expect([status, headers["access-control-allow-origin"]]).toEqual([403, undefined]);
    const body = JSON.parse(text) as { error?: string; msg?: string };
    expect(path.startsWith("/__mock") ? body.error : body.msg).toContain(
      "is not this mock's; call it by localhost, 127.0.0.1, [::1], or start it with --allowed-host NAME",
    );
  }
  expect(mock.requests).toEqual([]);
});

test("without any Host it is refused, in HTTP/1.0 too", async () => {
  await start();
  expect(await raw(mock, `GET ${chats} HTTP/1.0\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 403 .*Host: missing; send one of/s,
  );
});

test("names that are allowed are the mock's, with any port, and the host that it listens on", async () => {
  await start({ host: "0.0.0.0", allowedHosts: ["Mock.Internal", "feishu.test:8080", "fd00::1"] });
  for (const host of ["mock.internal:4010", "MOCK.INTERNAL", "feishu.test", "[fd00::1]:80", "0.0.0.0:4010"])
    expect([host, await statusFor(host)]).toEqual([host, 200]);
  expect(await statusFor("internal")).toBe(403);
});

test("one that listens beyond this machine is called by any address, but by no other name", async () => {
  await start({ host: "0.0.0.0" });
  for (const host of ["192.168.7.20:4010", "[fd00::1]:80", "10.0.0.1"])
    expect([host, await statusFor(host)]).toEqual([host, 200]);
  for (const host of ["evil.example", "10.0.0.1.evil.example", "1.2.3"])
    expect([host, await statusFor(host)]).toEqual([host, 403]);
});

test.each([[""], ["http://mock"], ["a/b"], ["a b"], ["[x"]])("allowedHosts: %j is refused", async (name) => {
  await start();
  await expect(startMock({ allowedHosts: [name] })).rejects.toThrow(
    "allowedHosts must be a list of host names",
  );
});

test("mock.fetch has no Host to be asked for", async () => {
  await start({ listen: false });
  const response = await mock.fetch(`https://open.feishu.cn${chats}`, { headers: signedIn });
  expect(response.status).toBe(200);
});

const page = "http://localhost:5173";

test("without cors no answer is for another origin, and OPTIONS is Feishu's 404", async () => {
  await start();
  const { status, headers } = await send("GET", chats, { ...signedIn, origin: page });
  expect([status, Object.keys(headers).filter((name) => /^(access-control|vary)/.test(name))]).toEqual([
    200,
    [],
  ]);
  const preflight = await send("OPTIONS", chats, { origin: page, "access-control-request-method": "GET" });
  expect([preflight.status, preflight.text]).toEqual([404, "404 page not found"]);
});

test("the one origin that cors names may read every answer, and its preflight lets it send everything", async () => {
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
    const answer = await send("GET", chats, { ...signedIn, origin: page });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ "access-control-allow-origin": page, vary: "Origin" });
    const exposed = answer.headers["access-control-expose-headers"]?.toLowerCase().split(", ");
    const own = Object.keys(answer.headers).filter((name) => name.startsWith("x-"));
    expect(exposed).toEqual(expect.arrayContaining(own));
  }
  const plain = await send("OPTIONS", chats, { origin: page, "access-control-request-method": "GET" });
  expect(plain.headers["access-control-allow-headers"]).toBe("Authorization, Content-Type, Prefer");
});

test.each([
  ["OPTIONS", { origin: page }],
  ["GET", { origin: page, "access-control-request-method": "GET" }],
])("a %s with the headers %j is no preflight", async (method, headers) => {
  await start({ cors: page });
  const answer = await send(method, chats, { ...signedIn, ...headers });
  expect(answer.status).toBe(method === "GET" ? 200 : 404);
  expect(answer.headers).toMatchObject({ "access-control-allow-origin": page, vary: "Origin" });
  expect(answer.headers).not.toHaveProperty("access-control-allow-methods");
});

test("another origin than the one of cors gets nothing from it", async () => {
  await start({ cors: page });
  for (const origin of ["http://localhost:5174", "https://localhost:5173", "null", `${page}.evil.example`]) {
    const { headers } = await send("GET", chats, { ...signedIn, origin });
    expect([headers["access-control-allow-origin"], headers.vary]).toEqual([undefined, "Origin"]);
    const preflight = await send("OPTIONS", chats, { origin, "access-control-request-method": "GET" });
    expect(preflight.status).toBe(404);
  }
});

const fromPages: [what: string, method: string, headers: Record<string, string>, status: number][] = [
  ["no browser", "POST", {}, 204],
  ["the mock's own page", "POST", { origin: "own", "sec-fetch-site": "same-origin" }, 204],
  ["the page that cors names", "POST", { origin: page, "sec-fetch-site": "same-site" }, 204],
  [
    "a page of another origin",
    "POST",
    { origin: "http://other.example", "sec-fetch-site": "cross-site" },
    403,
  ],
  ["a page of another port", "POST", { origin: "http://localhost:5174" }, 403],
  ["a page without an origin", "POST", { origin: "null" }, 403],
  ["a page that hides its origin", "POST", { "sec-fetch-site": "cross-site" }, 403],
  ["a form, which navigates", "POST", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, 403],
  ["an image of another site", "GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, 403],
  ["an image of another port", "GET", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }, 403],
  ["a fetch of another site", "GET", { origin: "http://other.example" }, 403],
  ["a link on another site", "GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, 200],
  ["an address that is typed", "GET", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }, 200],
];

test.each(fromPages)("the control plane is asked by %s with %s", async (_, method, headers, status) => {
  await start({ cors: page });
  const { origin } = new URL(mock.url);
  const path = method === "GET" ? "/__mock/health" : "/__mock/reset";
  await ask(mock, "/im/v1/chats");
  const answer = await send(method, path, headers["origin"] === "own" ? { ...headers, origin } : headers);
  expect(answer.status).toBe(status);
  if (status === 403) {
    const { error } = JSON.parse(answer.text) as { error: string };
    expect(error).toMatch(/^Origin: a page of .* may not use the control plane; start with --cors ORIGIN$/);
  }
  expect(mock.requests.length).toBe(status === 204 ? 0 : 1);
});
