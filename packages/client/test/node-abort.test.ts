import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { nodeFetch } from "../src/node.ts";
import { respond, pageOf, serve } from "./support/server.ts";

const reason = new Error("enough");

/** A server that passes its connections to the test; open sockets are destroyed at the end. */
async function accept(
  onSocket: (socket: Socket) => void,
): Promise<AsyncDisposable & { port: number; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    onSocket(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    sockets,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

test("an aborted signal sends nothing", async () => {
  await using server = await serve((_request, response) => respond(response, ""));
  const signal = AbortSignal.abort(reason);
  await expect(nodeFetch()(server.url, { signal })).rejects.toBe(reason);
  await expect(nodeFetch()(new Request(server.url, { signal }))).rejects.toBe(reason);
  expect(server.seen).toHaveLength(0);
});

type Read = (response: Response) => Promise<unknown>;
const head = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nab";
const never = { response: (socket: Socket) => void socket.resume(), part: sendPart };

function sendPart(socket: Socket): void {
  socket.once("data", () => socket.write(head));
}

test.each<[string, string, (socket: Socket) => void, Read]>([
  // The server never completes the TLS handshake.
  ["while connecting", "https", never.response, (response) => response.text()],
  ["while waiting for the response", "http", never.response, (response) => response.text()],
  ["while reading text", "http", never.part, (response) => response.text()],
  ["while reading JSON", "http", never.part, (response) => response.json()],
  ["while reading bytes", "http", never.part, (response) => response.arrayBuffer()],
  ["while reading a clone", "http", never.part, (response) => response.clone().text()],
])("an abort %s rejects with the reason and closes the connection", async (_when, protocol, behave, read) => {
  let onOpen = (_socket: Socket): void => {};
  const opened = new Promise<Socket>((resolve) => (onOpen = resolve));
  await using server = await accept((socket) => {
    behave(socket);
    socket.once("data", () => onOpen(socket));
  });
  const controller = new AbortController();
  const reading = nodeFetch()(`${protocol}://127.0.0.1:${server.port}/`, { signal: controller.signal }).then(
    read,
  );
  const socket = await opened;
  setTimeout(() => controller.abort(reason), 20);
  await expect(reading).rejects.toBe(reason);
  if (!socket.closed) await once(socket, "close");
  expect(server.sockets).toHaveLength(1);
});

test("an abort between headers and body rejects the read", async () => {
  await using server = await accept(sendPart);
  for (const read of [(r: Response) => r.text(), (r: Response) => r.blob()]) {
    const controller = new AbortController();
    const response = await nodeFetch()(`http://127.0.0.1:${server.port}/`, { signal: controller.signal });
    controller.abort(reason);
    await expect(read(response)).rejects.toBe(reason);
  }
});

test.each([["enough"], [null], [0]])("the reason %j reaches the caller unchanged", async (odd) => {
  await using server = await accept(never.response);
  const controller = new AbortController();
  setTimeout(() => controller.abort(odd), 20);
  await expect(nodeFetch()(`http://127.0.0.1:${server.port}/`, { signal: controller.signal })).rejects.toBe(
    odd,
  );
});

test("an abort does not affect another request on the only connection", async () => {
  let release = (): void => {};
  await using server = await serve((_request, response, index) => {
    if (index === 0) release = () => respond(response, "first");
    else respond(response, "third");
  });
  const fetch = nodeFetch({ maxSockets: 1 });
  const first = fetch(server.url);
  const controller = new AbortController();
  const second = fetch(server.url, { signal: controller.signal });
  const third = fetch(server.url);
  setTimeout(() => controller.abort(reason), 20);
  await expect(second).rejects.toBe(reason);
  release();
  expect(await (await first).text()).toBe("first");
  expect(await (await third).text()).toBe("third");
  expect(server.seen).toHaveLength(2);
});

test("an abort after the end has no effect and leaves the connection open", async () => {
  const ports = new Set<number | undefined>();
  await using server = await serve((_request, response) => {
    ports.add(response.socket?.remotePort);
    respond(response, "whole");
  });
  const fetch = nodeFetch();
  const controller = new AbortController();
  const response = await fetch(server.url, { signal: controller.signal });
  expect(await response.text()).toBe("whole");
  controller.abort(reason);
  expect(await (await fetch(server.url)).text()).toBe("whole");
  expect(ports.size).toBe(1);
});

test("a signal collects no listeners over thousands of successful and failed calls", async () => {
  await using server = await serve((request, response) => {
    if (request.path.endsWith("cut"))
      response.writeHead(200, { "content-length": "9" }).write("a", () => response.destroy());
    else if (request.path.endsWith("reset")) response.destroy();
    else respond(response, "whole");
  });
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  let most = 0;
  signal.addEventListener = (_type: string, listener: unknown) => {
    most = Math.max(most, listeners.add(listener).size);
  };
  signal.removeEventListener = (_type: string, listener: unknown) => void listeners.delete(listener);
  const fetch = nodeFetch();
  let failures = 0;
  for (let index = 0; index < 2000; index++) {
    const path = index % 40 === 0 ? "/cut" : index % 40 === 1 ? "/reset" : index % 40 === 2 ? "/head" : "";
    const method = path === "/head" ? "HEAD" : "GET";
    await fetch(server.url + path, { signal, method })
      .then((response) => (path === "/head" ? undefined : response.text()))
      .catch(() => failures++);
  }
  expect(failures).toBe(100);
  // A response without a body ends one turn later.
  await new Promise((resolve) => setImmediate(resolve));
  expect([listeners.size, most <= 2]).toEqual([0, true]);
});

test("a client timeout closes the connection", async () => {
  await using server = await accept(never.response);
  const client = createClient({
    token: "t-1",
    baseUrl: `http://127.0.0.1:${server.port}`,
    fetch: nodeFetch(),
    timeoutMs: 50,
    retry: false,
  });
  await expect(client.im.v1.chat.list()).rejects.toMatchObject({ name: "FeishuTimeoutError" });
  const [socket] = server.sockets;
  if (!socket!.closed) await once(socket!, "close");
});

test("an aborted walk throws the caller's reason", async () => {
  await using server = await serve((_request, response, index) =>
    respond(response, pageOf([String(index)], { has_more: true, page_token: `p${index}` })),
  );
  const controller = new AbortController();
  const client = createClient({ token: "t-1", baseUrl: server.url, fetch: nodeFetch() });
  const walk = async (): Promise<void> => {
    for await (const chat of client.im.v1.chat.list({}, { signal: controller.signal }))
      if (chat.chat_id === "3") controller.abort(reason);
  };
  await expect(walk()).rejects.toBe(reason);
});
