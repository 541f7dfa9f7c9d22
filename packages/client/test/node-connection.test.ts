import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { nodeFetch } from "../src/node.ts";
import { respond, pageOf, serve } from "./support/server.ts";

interface Counted extends AsyncDisposable {
  readonly url: string;
  /** The number of requests on each connection. */
  readonly requests: number[];
  readonly sockets: Socket[];
}

/** A server that responds with raw bytes; `turn` counts the requests of a connection. */
async function serveConnections(
  handle: (socket: Socket, turn: number, connection: number) => void,
): Promise<Counted> {
  const requests: number[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connection = requests.push(0) - 1;
    sockets.push(socket);
    socket.on("error", () => {});
    socket.on("data", () => handle(socket, ++requests[connection]!, connection));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const whole = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

test("a walk without prefetch uses one connection", async () => {
  const ports = new Set<number | undefined>();
  await using server = await serve((_request, response, index) => {
    ports.add(response.socket?.remotePort);
    respond(response, pageOf([`oc_${index}`], { has_more: index < 29, page_token: `p${index}` }));
  });
  const client = createClient({ token: "t-1", baseUrl: server.url, fetch: nodeFetch(), rateLimit: false });
  expect(await client.im.v1.chat.list().toArray({ limit: Infinity })).toHaveLength(30);
  expect([server.seen.length, ports.size]).toEqual([30, 1]);
});

test("maxSockets limits the connections to a host, and further requests wait", async () => {
  await using server = await serveConnections((socket) => setTimeout(() => socket.write(whole), 5));
  const fetch = nodeFetch({ maxSockets: 2 });
  const texts = Array.from({ length: 10 }, async () => (await fetch(server.url)).text());
  expect(await Promise.all(texts)).toEqual(Array(10).fill("ok"));
  expect(server.requests).toEqual([5, 5]);
});

test.each([
  ["GET", [2, 1], "ok"],
  ["HEAD", [2, 1], ""],
  ["POST", [2], "ECONNRESET"],
  ["DELETE", [2], "ECONNRESET"],
])(
  "a %s on a reused connection that the server had closed: requests %j, %s",
  async (method, requests, expected) => {
    await using server = await serveConnections((socket, turn) =>
      turn === 1 ? socket.write(whole.slice(0, method === "HEAD" ? -2 : undefined)) : socket.destroy(),
    );
    const fetch = nodeFetch();
    await (await fetch(server.url, { method })).text();
    const result = fetch(server.url, { method }).then(
      (response) => response.text(),
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );
    expect([await result, server.requests]).toEqual([expected, requests]);
  },
);

test("after the server has closed several idle connections, a request is repeated on a new one", async () => {
  await using server = await serveConnections((socket, turn) => {
    if (turn > 1) socket.destroy();
    else setTimeout(() => socket.write(whole), 10);
  });
  const fetch = nodeFetch();
  await Promise.all([1, 2, 3].map(async () => (await fetch(server.url)).text()));
  expect(await (await fetch(server.url)).text()).toBe("ok");
  expect(server.requests.toSorted((a, b) => a - b)).toEqual([1, 1, 1, 2]);
});

test.each<[string, (socket: Socket, turn: number, connection: number) => void, number[]]>([
  ["the new connection is closed too", (socket) => socket.destroy(), [2, 1]],
  ["a byte of a response arrived", (socket) => void socket.write("H", () => socket.resetAndDestroy()), [2]],
])("a request is not repeated if %s", async (_where, behave, requests) => {
  await using server = await serveConnections((socket, turn, connection) =>
    connection === 0 && turn === 1 ? socket.write(whole) : behave(socket, turn, connection),
  );
  const fetch = nodeFetch();
  await (await fetch(server.url)).text();
  await expect(fetch(server.url)).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(server.requests).toEqual(requests);
});

test("a request on a new connection is not repeated", async () => {
  await using server = await serveConnections((socket) => socket.destroy());
  await expect(nodeFetch()(server.url)).rejects.toMatchObject({
    message: "the server closed the connection before it responded",
    code: "ECONNRESET",
  });
  expect(server.requests).toEqual([1]);
});

test("with a server that silently closes after each response, every request gets a new connection", async () => {
  await using server = await serveConnections((socket) => socket.end(whole));
  const fetch = nodeFetch();
  for (let index = 0; index < 20; index++) expect(await (await fetch(server.url)).text()).toBe("ok");
  expect(server.requests.length).toBeGreaterThanOrEqual(20);
});

test.each([
  ["", 1],
  ["keep-alive: timeout=60\r\n", 1],
  ["keep-alive: max=5, timeout=1\r\n", 2],
  ["keep-alive: max=5\r\n", 1],
  ["keep-alive: timeout=soon\r\n", 1],
  ["connection: close\r\n", 2],
])("after a response with %j, two requests use %i connections", async (header, connections) => {
  await using server = await serveConnections((socket) =>
    socket.write(`HTTP/1.1 200 OK\r\n${header}content-length: 2\r\n\r\nok`),
  );
  const fetch = nodeFetch();
  await (await fetch(server.url)).text();
  await (await fetch(server.url)).text();
  expect(server.requests).toHaveLength(connections);
});

test("an idle connection is closed after keepAliveMs", async () => {
  await using server = await serveConnections((socket) => socket.write(whole));
  await (await nodeFetch({ keepAliveMs: 20 })(server.url)).text();
  if (!server.sockets[0]!.closed) await once(server.sockets[0]!, "close");
  expect(server.requests).toEqual([1]);
});

test("an idle connection does not keep the process alive", async () => {
  await using server = await serveConnections((socket) => socket.write(whole));
  const entry = new URL("../src/node.ts", import.meta.url).href;
  const program = `
    const { nodeFetch } = await import(${JSON.stringify(entry)});
    const response = await nodeFetch({ keepAliveMs: 600_000, proxy: false })(${JSON.stringify(server.url)});
    console.log(await response.text());`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect([output.trim(), code]).toEqual(["ok", 0]);
});
