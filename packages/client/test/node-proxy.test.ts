import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { nodeFetch } from "../src/node.ts";
import { proxyFromEnvironment } from "../src/node/proxy.ts";

const credentials = "me%40here:s%3Acret";
const authorization = `Basic ${Buffer.from("me@here:s:cret").toString("base64")}`;
const folder = mkdtempSync(join(tmpdir(), "feishu-proxy-"));
const file = (name: string): string => join(folder, name);
let tls: { key: string; cert: string };
let ca: string;

beforeAll(() => {
  const command =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout key -out pem -subj /CN=here -addext subjectAltName=IP:127.0.0.1";
  execFileSync("openssl", command.split(" "), { cwd: folder, stdio: "pipe" });
  ca = readFileSync(file("pem"), "utf8");
  tls = { key: readFileSync(file("key"), "utf8"), cert: ca };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variables = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];
beforeEach(() => variables.forEach((name) => vi.stubEnv(name, undefined)));
afterEach(() => void vi.unstubAllEnvs());

interface Running extends AsyncDisposable {
  readonly host: string;
  readonly server: Server;
}

async function listen(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    server,
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const tell: RequestListener = (request, response) => {
  const { url, headers } = request;
  response.end(JSON.stringify({ url, host: headers.host, leaked: headers["proxy-authorization"] ?? null }));
};

/** A real proxy that forwards requests, opens tunnels and records them. */
async function proxy(secure = false): Promise<Running & { asked: [string, string | undefined][] }> {
  const asked: [string, string | undefined][] = [];
  const note = (request: IncomingMessage): void => {
    asked.push([`${request.method} ${request.url}`, request.headers["proxy-authorization"]]);
  };
  const forward: RequestListener = (request, response) => {
    note(request);
    const { "proxy-authorization": _taken, ...headers } = request.headers;
    request.pipe(
      httpRequest(request.url ?? "", { method: request.method, headers }, (received) => {
        response.writeHead(received.statusCode ?? 0, received.headers);
        received.pipe(response);
      }),
    );
  };
  const server = secure ? (createHttpsServer(tls, forward) as unknown as Server) : createServer(forward);
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    note(request);
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  return Object.assign(await listen(server), { asked });
}

test.each([
  ["an http proxy", false],
  ["an https proxy", true],
])("http goes through %s, with the credentials sent to the proxy only", async (_kind, secure) => {
  await using target = await listen(createServer(tell));
  await using through = await proxy(secure);
  vi.stubEnv("HTTP_PROXY", `http${secure ? "s" : ""}://${credentials}@${through.host}`);
  const fetch = nodeFetch({ tls: { ca } });
  for (const path of ["/a?b=1", "/c"]) {
    const response = await fetch(`http://${target.host}${path}`);
    expect(await response.json()).toEqual({ url: path, host: target.host, leaked: null });
    expect(response.url).toBe(`http://${target.host}${path}`);
  }
  expect(through.asked).toEqual([
    [`GET http://${target.host}/a?b=1`, authorization],
    [`GET http://${target.host}/c`, authorization],
  ]);
});

test.each([
  ["an http proxy", false],
  ["an https proxy", true],
])("https goes through one tunnel of %s for all requests", async (_kind, secure) => {
  await using target = await listen(createHttpsServer(tls, tell));
  await using through = await proxy(secure);
  vi.stubEnv("HTTPS_PROXY", `http${secure ? "s" : ""}://${credentials}@${through.host}`);
  const fetch = nodeFetch({ tls: { ca } });
  for (const url of ["/a?b=1", "/c"]) {
    const response = await fetch(`https://${target.host}${url}`, { method: "POST", body: "{}" });
    expect(await response.json()).toEqual({ url, host: target.host, leaked: null });
  }
  expect(through.asked).toEqual([[`CONNECT ${target.host}`, authorization]]);
});

test("the server's certificate is verified through a tunnel", async () => {
  await using target = await listen(createHttpsServer(tls, tell));
  await using through = await proxy();
  const error = await nodeFetch({ proxy: `http://${through.host}` })(`https://${target.host}/`).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({
    code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    message: expect.stringMatching(`^self-signed certificate.* \\(through the proxy ${through.host}\\)$`),
  });
});

test.each<[string, (host: string) => Parameters<typeof nodeFetch>[0], (host: string) => object, number]>([
  ["the lower-case name", () => ({}), (host) => ({ http_proxy: `http://${host}` }), 1],
  ["the lower-case name first", () => ({}), (host) => ({ http_proxy: host, HTTP_PROXY: "127.0.0.1:1" }), 1],
  ["a name without a protocol", () => ({}), (host) => ({ HTTP_PROXY: host }), 1],
  ["the variable for https only", () => ({}), (host) => ({ HTTPS_PROXY: host }), 0],
  ["an empty variable", () => ({}), () => ({ HTTP_PROXY: "" }), 0],
  ["NO_PROXY", () => ({}), (host) => ({ HTTP_PROXY: host, NO_PROXY: "a.test, 127.0.0.1" }), 0],
  ["no_proxy", () => ({}), (host) => ({ HTTP_PROXY: host, no_proxy: "*" }), 0],
  ["proxy: false", () => ({ proxy: false }), (host) => ({ HTTP_PROXY: host }), 0],
  ["the proxy option", (host) => ({ proxy: `http://${host}` }), () => ({ HTTP_PROXY: "127.0.0.1:1" }), 1],
  ["the proxy option over NO_PROXY", (host) => ({ proxy: host }), () => ({ NO_PROXY: "*" }), 1],
])("%s decides whether the proxy is used", async (_what, options, environment, asked) => {
  await using target = await listen(createServer(tell));
  await using through = await proxy();
  for (const [name, value] of Object.entries(environment(through.host))) vi.stubEnv(name, value as string);
  expect(await (await nodeFetch(options(through.host))(`http://${target.host}/`)).json()).toMatchObject({
    url: "/",
  });
  expect(through.asked).toHaveLength(asked);
});

test.each([
  ["", "http://a.test", true],
  ["a.test", "http://a.test", false],
  ["A.Test", "http://a.TEST", false],
  ["a.test", "http://b.a.test", false],
  ["a.test", "http://ba.test", true],
  ["a.test", "http://a.test.evil", true],
  [".a.test", "http://b.a.test", false],
  [".a.test", "http://a.test", true],
  ["*.a.test", "http://b.a.test", false],
  ["a.test:8080", "http://a.test:8080", false],
  ["a.test:8080", "http://a.test", true],
  ["a.test:80", "http://a.test", false],
  ["a.test:443", "https://a.test", false],
  ["x.test,  a.test\tb.test", "http://b.test", false],
  ["*", "https://a.test", false],
  ["127.0.0.1", "http://127.0.0.1:4010", false],
  ["0.0.1", "http://127.0.0.1", true],
  ["::1", "http://[::1]:4010", false],
  ["[::1]:4010", "http://[::1]:4010", false],
  ["[::1]:4010", "http://[::1]", true],
  [",", "http://a.test", true],
])("NO_PROXY=%j: %s goes through the proxy: %s", (exceptions, url, expected) => {
  const find = proxyFromEnvironment({
    HTTP_PROXY: "p.test:1",
    HTTPS_PROXY: "p.test:1",
    NO_PROXY: exceptions,
  });
  expect(find(new URL(url)) !== undefined).toBe(expected);
});

test.each([
  ["http://p.test", "p.test:80", undefined],
  ["https://p.test", "p.test:443", undefined],
  ["p.test:3128", "p.test:3128", undefined],
  ["http://me@p.test:1", "p.test:1", "Basic bWU6"],
  ["http://%E0%A4%A:x@[::1]:1", "[::1]:1", `Basic ${Buffer.from("%E0%A4%A:x").toString("base64")}`],
])("the proxy %s is %s with %s", (text, name, expected) => {
  expect(proxyFromEnvironment({ HTTP_PROXY: text })(new URL("http://a.test"))).toMatchObject({
    name,
    authorization: expected,
  });
});

test("an invalid proxy variable is named without its credentials", () => {
  vi.stubEnv("HTTPS_PROXY", "socks5://me:secret@p.test:1080");
  expect(() => nodeFetch()).toThrow(
    /^nodeFetch: HTTPS_PROXY is not the URL of an HTTP proxy, such as [^ ]+$/,
  );
});

test.each([
  ["http", "connect ECONNREFUSED 127.0.0.1:1 (through the proxy 127.0.0.1:1)", "ECONNREFUSED"],
  ["https", "connect ECONNREFUSED 127.0.0.1:1 (through the proxy 127.0.0.1:1)", "ECONNREFUSED"],
])(
  "the error for %s names a proxy that is down, without its credentials",
  async (protocol, message, code) => {
    const fetch = nodeFetch({ proxy: `http://${credentials}@127.0.0.1:1` });
    const error = await fetch(`${protocol}://a.test/`).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message, code });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/cret|bWU/);
  },
);

test.each([
  [
    "refuses the tunnel",
    (socket: Socket) => socket.end("HTTP/1.1 407 me:s:cret\r\n\r\n"),
    "the proxy refused the tunnel with status 407",
    "ERR_PROXY_TUNNEL",
  ],
  [
    "closes",
    (socket: Socket) => socket.destroy(),
    "the server closed the connection before it responded",
    "ECONNRESET",
  ],
])("the error names a proxy that %s", async (_what, behave, message, code) => {
  const server = createServer();
  server.on("connect", (_request, socket: Socket) => behave(socket));
  await using through = await listen(server);
  const fetch = nodeFetch({ proxy: `http://${credentials}@${through.host}` });
  const error = await fetch("https://a.test/").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: `${message} (through the proxy ${through.host})`, code });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/cret|bWU/);
});

test("an abort while the proxy is silent closes the connection to it", async () => {
  const server = createServer();
  await using through = await listen(server);
  const controller = new AbortController();
  const reason = new Error("enough");
  const fetching = nodeFetch({ proxy: `http://${through.host}` })("https://a.test/", {
    signal: controller.signal,
  });
  const [, socket] = (await once(server, "connect")) as [unknown, Socket];
  socket.on("error", () => {});
  controller.abort(reason);
  await expect(fetching).rejects.toBe(reason);
  await once(socket.resume(), "end");
});
