import { execFile, execFileSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { nodeFetch } from "../src/node.ts";
import { connectionError } from "../src/node/failure.ts";
import { respond, serve, servePages, type Handler } from "./support/server.ts";

const fetch = nodeFetch();
const echo: Handler = ({ method, body, headers }, response) =>
  respond(response, { method, body, type: headers["content-type"] });

type Input = Parameters<typeof globalThis.fetch>[0];

test.each<[string, (url: string) => Input, RequestInit | undefined, object]>([
  ["a string", (url) => url, undefined, { method: "GET", body: "" }],
  ["a URL", (url) => new URL(url), undefined, { method: "GET", body: "" }],
  ["a method in lower case", (url) => url, { method: "delete" }, { method: "DELETE", body: "" }],
  [
    "a text",
    (url) => url,
    { method: "POST", body: "群" },
    { method: "POST", body: "群", type: "text/plain;charset=UTF-8" },
  ],
  [
    "a text with its type",
    (url) => url,
    { method: "PUT", body: "{}", headers: { "Content-Type": "application/json" } },
    { method: "PUT", body: "{}", type: "application/json" },
  ],
  ["bytes", (url) => url, { method: "POST", body: Buffer.from("ab") }, { method: "POST", body: "ab" }],
  [
    "a form",
    (url) => url,
    { method: "POST", body: new URLSearchParams({ a: "群" }) },
    { method: "POST", body: "a=%E7%BE%A4", type: "application/x-www-form-urlencoded;charset=UTF-8" },
  ],
  [
    "a blob",
    (url) => url,
    { method: "POST", body: new Blob(["ab"], { type: "x/y" }) },
    { method: "POST", body: "ab", type: "x/y" },
  ],
  [
    "a stream",
    (url) => url,
    { method: "POST", body: new Blob(["ab"]).stream() },
    { method: "POST", body: "ab" },
  ],
  ["no body", (url) => url, { method: "POST", body: null }, { method: "POST", body: "" }],
  ["a Request", (url) => new Request(url), undefined, { method: "GET", body: "" }],
  [
    "a Request with a body",
    (url) => new Request(url, { method: "POST", body: "ab", headers: { "content-type": "x/y" } }),
    undefined,
    { method: "POST", body: "ab", type: "x/y" },
  ],
  [
    "a Request that the init changes",
    (url) => new Request(url, { method: "POST", body: "ab" }),
    { method: "PUT", headers: { "content-type": "x/z" } },
    { method: "PUT", body: "ab", type: "x/z" },
  ],
])("%s is sent as the global fetch sends it", async (_form, input, init, expected) => {
  await using server = await serve(echo);
  const response = await fetch(input(`${server.url}/path?a=1#part`), init);
  expect(await response.json()).toEqual(expected);
  expect([server.seen[0]?.path, server.seen[0]?.query.get("a")]).toEqual(["/open-apis/path", "1"]);
});

test("missing headers get defaults, and connection headers of the caller are ignored", async () => {
  await using server = await serve(echo);
  await (await fetch(server.url)).text();
  const { host } = new URL(server.url);
  expect(server.seen[0]?.headers).toEqual({
    host,
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
    "user-agent": "node",
    connection: "keep-alive",
  });
  const headers = {
    Accept: "a/b",
    "Accept-Encoding": "identity",
    "User-Agent": "mine",
    Authorization: "Bearer t-1",
    Host: "elsewhere",
    Connection: "close",
    "Content-Length": "100",
    "Transfer-Encoding": "chunked",
    Expect: "100-continue",
    "Proxy-Authorization": "Basic eDp5",
  };
  await (await fetch(server.url, { method: "POST", body: "群", headers })).text();
  expect(server.seen[1]?.headers).toEqual({
    host,
    accept: "a/b",
    "accept-encoding": "identity",
    "user-agent": "mine",
    authorization: "Bearer t-1",
    "content-type": "text/plain;charset=UTF-8",
    "content-length": "3",
    connection: "keep-alive",
  });
});

test.each<[string, RequestInit["headers"]]>([
  [
    "a pair list",
    [
      ["X-One", "a"],
      ["x-one", "b"],
    ],
  ],
  ["a Headers object", new Headers({ "X-One": "a" })],
  ["a record with one name twice", { "X-One": "a", "x-one": "b" }],
  ["a record without entries", {}],
  ["an empty value", { "x-one": "" }],
  ["a value of one character", { "x-one": "~" }],
  ["white space inside and around a value", { "x-one": " \t a \t b \t " }],
  ["a trailing space", { "x-one": "a " }],
  ["a value beyond ASCII", { "x-one": "é" }],
  ["a value beyond Latin-1", { "x-one": "群" }],
  ["a second line in a value", { "x-one": "a\r\nx-two: b" }],
  ["a NUL in a value", { "x-one": "a\0" }],
  ["a DEL in a value", { "x-one": "\x7f" }],
  ["a number as a value", { "x-one": 5 as unknown as string }],
  ["a space in a name", { "x one": "a" }],
  ["an empty name", { "": "a" }],
  ["punctuation in a name", { "x.one!": "a" }],
  ["an accent in a name", { "x-oné": "a" }],
])("headers: %s is sent or rejected as by the global fetch", async (_what, headers) => {
  await using server = await serve(echo);
  const send = async (how: typeof globalThis.fetch): Promise<unknown> => {
    try {
      await (await how(server.url, { headers: headers as Record<string, string> })).text();
    } catch (error) {
      return error instanceof TypeError;
    }
    return Object.entries(server.seen.at(-1)!.headers).filter(([name]) => name.startsWith("x"));
  };
  expect(await send(fetch)).toEqual(await send(globalThis.fetch));
});

test("its response behaves like a Response", async () => {
  await using server = await serve((_request, response) => {
    response.writeHead(404, "Not Here", [
      ["X-Tt-Logid", "log-1"],
      ["Via", "a"],
      ["via", "b"],
      ["Set-Cookie", "c=1"],
      ["Set-Cookie", "d=2"],
      ["Content-Length", "2"],
    ] as never);
    response.end("ab");
  });
  const response = await fetch(`${server.url}?a=1#part`);
  expect(response).toBeInstanceOf(Response);
  expect(response.headers).toBeInstanceOf(Headers);
  const { status, statusText, ok, type, url, redirected, bodyUsed } = response;
  expect({ status, statusText, ok, type, url, redirected, bodyUsed }).toEqual({
    status: 404,
    statusText: "Not Here",
    ok: false,
    type: "basic",
    url: `${server.url}?a=1`,
    redirected: false,
    bodyUsed: false,
  });
  const { headers } = response;
  expect(headers.get("x-tt-logid")).toBe("log-1");
  expect(headers.get("X-TT-LOGID")).toBe("log-1");
  expect(headers.get("via")).toBe("a, b");
  expect(headers.get("constructor")).toBeNull();
  expect([headers.has("VIA"), headers.has("vi")]).toEqual([true, false]);
  expect(headers.getSetCookie()).toEqual(["c=1", "d=2"]);
  expect([...headers].slice(0, 2)).toEqual([
    ["connection", "keep-alive"],
    ["content-length", "2"],
  ]);
  expect(new Headers(headers).get("via")).toBe("a, b");
  expect(() => headers.set("via", "c")).toThrow("the headers of a response cannot be changed");
  expect(await response.text()).toBe("ab");
  expect(response.bodyUsed).toBe(true);
  await expect(response.text()).rejects.toThrow("the body has already been read");
  await expect(response.arrayBuffer()).rejects.toThrow(TypeError);
  expect(() => response.clone()).toThrow(TypeError);
});

test("every member of the platform's Response and Headers works", async () => {
  await using server = await serve((_request, response) => respond(response, '{"a":1}'));
  for (const name of Object.getOwnPropertyNames(Response.prototype)) {
    const response = await fetch(server.url);
    const member: unknown = Reflect.get(response, name);
    if (typeof member !== "function" || name === "constructor" || name === "formData") continue;
    expect(await Reflect.apply(member, response, []), name).toBeDefined();
  }
  const { headers } = await fetch(server.url);
  for (const name of ["entries", "keys", "values", "getSetCookie"] as const)
    expect([...headers[name]()]).toEqual([...new Headers(headers)[name]()]);
});

test.each<[string, (response: Response) => Promise<unknown>, unknown]>([
  ["json", (response) => response.json(), { a: "群" }],
  ["arrayBuffer", async (response) => (await response.arrayBuffer()).byteLength, 11],
  ["blob", async (response) => (await response.blob()).text(), '{"a":"群"}'],
  [
    "clone",
    async (response) => [await response.clone().json(), await response.json()],
    [{ a: "群" }, { a: "群" }],
  ],
  ["body", async (response) => new Response(response.body).text(), '{"a":"群"}'],
])("%s of a response returns its body", async (_way, read, expected) => {
  await using server = await serve((_request, response) => respond(response, '{"a":"群"}'));
  const response = await fetch(server.url);
  expect(await read(response)).toEqual(expected);
  expect(response.bodyUsed).toBe(true);
});

test("a wrapper that reads a clone leaves the client its response and its size limit", async () => {
  await using server = await servePages([["a", "b"]]);
  const seen: string[] = [];
  const watched: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    seen.push(await response.clone().text());
    return response;
  };
  const options = { token: "t-1", baseUrl: server.url, fetch: watched };
  expect((await createClient(options).im.v1.chat.list()).items).toHaveLength(2);
  expect(seen[0]).toContain('"a"');
  await expect(createClient({ ...options, maxResponseBytes: 20 }).im.v1.chat.list()).rejects.toMatchObject({
    reason: "too_large",
  });
});

test.each<[string, string, number]>([
  ["HEAD", "HEAD", 200],
  ["204", "GET", 204],
  ["205", "GET", 205],
  ["304", "GET", 304],
  ["content-length 0", "GET", 200],
])(
  "a response to %s has no body and leaves the connection to the next request",
  async (name, method, status) => {
    await using server = await serve((request, response) => {
      if (request.path.endsWith("next")) return respond(response, "next");
      const length = { HEAD: "5", "content-length 0": "0" }[name];
      response.writeHead(status, length === undefined ? {} : { "content-length": length });
      response.end();
    });
    const own = nodeFetch({ maxSockets: 1 });
    const response = await own(server.url, { method });
    // Not read: with one connection, the next request would wait forever if this one kept it.
    expect(await (await own(`${server.url}/next`)).text()).toBe("next");
    expect([response.status, await response.text(), response.bodyUsed]).toEqual([status, "", false]);
  },
);

test.each([301, 302, 303, 307, 308])("a redirect with status %i is never followed", async (status) => {
  await using server = await serve((_request, response) =>
    respond(response, "moved", status, { location: "/elsewhere" }),
  );
  for (const init of [undefined, { redirect: "manual" }] as const) {
    const response = await fetch(server.url, init);
    expect([response.status, response.headers.get("location"), await response.text()]).toEqual([
      status,
      "/elsewhere",
      "moved",
    ]);
  }
  await expect(fetch(server.url, { redirect: "error" })).rejects.toThrow("the response is a redirect");
  await expect(fetch(new Request(server.url, { redirect: "error" }))).rejects.toThrow("is a redirect");
  expect(server.seen.map(({ path }) => path)).toEqual(Array(4).fill("/open-apis"));
});

test.each<[string, string, RequestInit | undefined, string]>([
  ["to follow redirects", "http://a.test", { redirect: "follow" }, 'say redirect: "manual" or "error"'],
  ["a relative URL", "/im/v1/chats?secret=1", undefined, "the URL is not valid; it must be absolute"],
  ["another protocol", "ftp://a.test/secret", undefined, "the URL must be http or https, not ftp"],
  ["credentials in the URL", "http://me:secret@a.test", undefined, "the URL must not hold credentials"],
  ["a GET with a body", "http://a.test", { body: "secret" }, "a GET request cannot have a body"],
  ["a HEAD with a body", "http://a.test", { method: "HEAD", body: "" }, "a HEAD request cannot have a body"],
  ["CONNECT", "http://a.test", { method: "connect" }, "a CONNECT request is not possible"],
  ["TRACE", "http://a.test", { method: "TRACE" }, "a TRACE request is not possible"],
  ["TRACK", "http://a.test", { method: "track" }, "a TRACK request is not possible"],
  ["integrity", "http://a.test", { integrity: "sha256-secret" }, "integrity is not supported"],
  [
    "a dispatcher",
    "http://a.test",
    { dispatcher: {} } as object,
    "a dispatcher works with the global fetch only",
  ],
])("%s is refused with a TypeError that says why", async (_what, url, init, message) => {
  const error = await fetch(url, init).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toContain(message);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("secret");
});

test.each<[object, string]>([
  [{ maxSocket: 1 }, 'unknown option "maxSocket"; known are maxSockets, keepAliveMs, tls, proxy'],
  [{ maxSockets: 0 }, "maxSockets must be an integer greater than 0"],
  [{ keepAliveMs: 0 }, "keepAliveMs must be a number from 1 to 2147483647"],
  [{ tls: { cas: "" } }, 'unknown TLS option "cas"'],
  [{ proxy: "socks5://me:secret@a.test" }, "proxy is not the URL of an HTTP proxy"],
  [{ proxy: "http://me:secret@" }, "proxy is not the URL of an HTTP proxy"],
])("the options %j are refused", (options, message) => {
  expect(() => nodeFetch(options)).toThrow(new RegExp(message));
  expect(() => nodeFetch(options)).not.toThrow(/secret/);
});

test("a client walks over it, and feishu.http works over it", async () => {
  await using server = await servePages([["a", "b"], ["c"], []]);
  const client = createClient({ token: "t-1", baseUrl: server.url, fetch });
  const chats = await client.im.v1.chat.list().toArray({ limit: Infinity });
  expect(chats.map((chat) => chat.chat_id)).toEqual(["a", "b", "c"]);
  const { data, response } = await client.http.GET("/im/v1/chats");
  expect([data?.data?.items?.length, response.status]).toEqual([2, 200]);
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill("Bearer t-1"));
});

test("a walk over it never loads the global fetch, whose loading takes longer than a request", async () => {
  await using server = await servePages([["a"], ["b"]]);
  const from = (name: string): string => JSON.stringify(new URL(`../src/${name}.ts`, import.meta.url).href);
  const program = `
    import { createClient } from ${from("index")};
    import { nodeFetch } from ${from("node")};
    const feishu = createClient({ token: "t-1", baseUrl: process.argv[1], fetch: nodeFetch(), onResponse() {} });
    let chats = 0;
    for await (const _chat of feishu.im.v1.chat.list()) chats++;
    const isLoaded = () => process.moduleLoadList.includes("NativeModule internal/deps/undici/undici");
    const during = isLoaded();
    void globalThis.Response;
    console.log(JSON.stringify([chats, during, isLoaded()]));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    program,
    server.url,
  ]);
  expect(JSON.parse(stdout)).toEqual([2, false, true]);
});

test.each([
  ["a method", "response.clone().status", "200"],
  ["a getter", "response.body.locked", "false"],
  ["whether it has one", "'clone' in response && !('then' in response)", "true"],
  ["its class", "response instanceof Response", "true"],
])("the first access of a process to a response may be %s", async (_what, asked, expected) => {
  await using server = await serve((_request, response) => respond(response, "群"));
  const entry = JSON.stringify(new URL("../src/node.ts", import.meta.url).href);
  const program = `
    import { nodeFetch } from ${entry};
    const response = await nodeFetch()(process.argv[1]);
    console.log(${asked});
    await response.text();`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    program,
    server.url,
  ]);
  expect(stdout).toBe(`${expected}\n`);
});

test("console.log of a response neither shows nor consumes its body", async () => {
  await using server = await serve((_request, response) => respond(response, "secret"));
  const response = await fetch(server.url);
  const { inspect } = await import("node:util");
  expect(inspect(response)).toContain("status: 200");
  expect(inspect(response)).not.toContain("secret");
  expect(await response.text()).toBe("secret");
});

test("a refused connection has the address in its message, and its code", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const init = { headers: { authorization: "Bearer t-secret" } };
  const error = await fetch(`http://127.0.0.1:${port}`, init).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: `connect ECONNREFUSED 127.0.0.1:${port}`, code: "ECONNREFUSED" });
  expect(Object.getOwnPropertyNames(error).toSorted()).toEqual(["code", "message", "stack"]);
});

test("for a host with several addresses, the message has each failure", () => {
  const failures = [new Error("connect ECONNREFUSED ::1:1"), new Error("connect ECONNREFUSED 127.0.0.1:1")];
  const error = Object.assign(new AggregateError(failures), { code: "ECONNREFUSED" });
  expect(connectionError(error)).toMatchObject({
    message: "connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1",
    code: "ECONNREFUSED",
  });
});

test.each([
  ["index.ts", false],
  ["node.ts", true],
])("importing %s alone loads node:http: %s", (file, expected) => {
  const url = new URL(`../src/${file}`, import.meta.url).href;
  const program = `await import(${JSON.stringify(url)}); console.log(process.moduleLoadList.includes("NativeModule _http_client"))`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    cwd: fileURLToPath(new URL("..", import.meta.url)),
  });
  expect(output.trim()).toBe(String(expected));
});
