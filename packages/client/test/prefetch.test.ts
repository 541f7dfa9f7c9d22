import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { respond, pageOf, serve, servePages } from "./support/server.ts";

const token = "t-0123456789abcdef";
const soon = (ms = 30): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("the next page, and only the next, is requested while the current one is processed", async () => {
  await using server = await servePages([["a"], ["b"], ["c"], ["d"]]);
  const walk = createClient({ token, baseUrl: server.url }).im.v1.chat.list()[Symbol.asyncIterator]();
  await walk.next();
  await soon();
  expect(server.seen).toHaveLength(2);
  await walk.next();
  await soon();
  expect(server.seen).toHaveLength(3);
});

test("the prefetched request is on the wire even if the consumer never yields", async () => {
  // The server runs in another thread; this one blocks until the second request has arrived there.
  const arrived = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { createServer } = require("node:http");
    const { parentPort, workerData } = require("node:worker_threads");
    let requests = 0;
    const server = createServer((request, response) => {
      requests += 1;
      if (requests === 2) { Atomics.store(workerData, 0, 1); Atomics.notify(workerData, 0); }
      const data = { items: [{ chat_id: "oc_" + requests }], has_more: requests < 2, page_token: "p" + requests };
      response.end(JSON.stringify({ code: 0, msg: "", data }));
    }).listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: arrived },
  );
  const [port] = (await once(worker, "message")) as [number];
  let waited: string | undefined;
  for await (const chat of createClient({ token, baseUrl: `http://127.0.0.1:${port}` }).im.v1.chat.list()) {
    if (chat.chat_id === "oc_1") waited = Atomics.wait(arrived, 0, 0, 5000);
  }
  await worker.terminate();
  expect(["ok", "not-equal"]).toContain(waited);
});

test("with prefetch: false a page is requested when the walk reaches it", async () => {
  await using server = await servePages([["a"], ["b"]]);
  const list = createClient({ token, baseUrl: server.url }).im.v1.chat.list({}, { prefetch: false });
  const walk = list[Symbol.asyncIterator]();
  await walk.next();
  await soon();
  expect(server.seen).toHaveLength(1);
  expect((await walk.next()).value?.chat_id).toBe("b");
});

test("leaving the walk aborts the prefetched request, and sends no other", async () => {
  let closed = 0;
  await using server = await serve((_request, response, index) => {
    if (index === 0) return respond(response, pageOf(["a", "b"], { has_more: true, page_token: "p" }));
    response.on("close", () => (closed += 1));
  });
  for await (const chat of createClient({ token, baseUrl: server.url }).im.v1.chat.list()) {
    await soon();
    if (chat.chat_id === "a") break;
  }
  await soon();
  expect([server.seen.length, closed]).toEqual([2, 1]);
});

test("an error of a prefetched page is thrown when the walk reaches it, after the items before it", async () => {
  await using server = await serve((_request, response, index) =>
    index === 0
      ? respond(response, pageOf(["a", "b"], { has_more: true, page_token: "p" }))
      : respond(response, { code: 232034, msg: "off" }, 400),
  );
  const seen: string[] = [];
  const walk = async (): Promise<void> => {
    for await (const chat of createClient({ token, baseUrl: server.url }).im.v1.chat.list()) {
      await soon();
      seen.push(chat.chat_id);
    }
  };
  await expect(walk()).rejects.toMatchObject({ code: 232034, resumeFrom: "p" });
  expect(seen).toEqual(["a", "b"]);
});

test("a walk that was left does not report the failure of the prefetched request", async () => {
  await using server = await serve((_request, response, index) =>
    index === 0
      ? respond(response, pageOf(["a"], { has_more: true, page_token: "p" }))
      : void response.destroy(),
  );
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  for await (const _chat of createClient({ token, baseUrl: server.url, retry: false }).im.v1.chat.list()) {
    await soon();
    break;
  }
  await soon();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

test("toArray prefetches, but not beyond its limit", async () => {
  await using server = await servePages([["a", "b"], ["c", "d"], ["e"]]);
  await createClient({ token, baseUrl: server.url }).im.v1.chat.list().toArray({ limit: 2 });
  await soon();
  expect(server.seen).toHaveLength(1);
});

test("the caller's abort ends the walk with its reason, and leaves no listener", async () => {
  await using server = await servePages([["a"], ["b"], ["c"]]);
  const controller = new AbortController();
  const reason = new Error("enough");
  const seen: string[] = [];
  const walk = async (): Promise<void> => {
    for await (const chat of createClient({ token, baseUrl: server.url }).im.v1.chat.list(
      {},
      { signal: controller.signal },
    )) {
      seen.push(chat.chat_id);
      if (seen.length === 2) controller.abort(reason);
    }
  };
  await expect(walk()).rejects.toBe(reason);
  expect(seen).toEqual(["a", "b"]);
});
