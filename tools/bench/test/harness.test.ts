import { afterAll, beforeAll, expect, test } from "vitest";
import { SCENARIOS } from "../src/arguments.ts";
import {
  expectChats,
  startClient,
  startServer,
  walkOnce,
  type Server,
} from "../src/harness/child-process.ts";
import { PEERS } from "../src/harness/peers.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.for(PEERS)("%s walks all 1,050 chats in order, page by page", async (peer) => {
  const { chats, wrong } = await walkOnce(peer, server.baseUrl(1050), 1050, { by: "page" });
  expect([chats, wrong]).toEqual([1050, 0]);
});

test.for(["ours", "ours-node"] as const)("%s walks them chat by chat", async (peer) => {
  const { chats, wrong } = await walkOnce(peer, server.baseUrl(1050), 1050, { by: "item" });
  expect([chats, wrong]).toEqual([1050, 0]);
});

test.for(PEERS)("%s gets whole pages, three calls at once", async (peer) => {
  const client = startClient(peer, server.baseUrl(30));
  const { chats } = await client.run({ task: "calls", calls: 9, concurrency: 3, pageSize: 20 });
  await client.stop();
  expect(chats).toBe(180);
});

test.for(SCENARIOS)("the scenario $name measures finite figures for every subject", async (scenario) => {
  const measures = await scenario.measure(server, "tiny");
  expect(measures.length).toBeGreaterThan(0);
  for (const { samples } of measures) {
    expect(samples.size).toBeGreaterThan(1);
    expect([...samples.values()].flat().every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
  }
});

test("reports a client that fails, instead of waiting for it", async () => {
  const client = startClient("fetch", "http://127.0.0.1:1/5/0/open-apis");
  await expect(client.run({ task: "walk", pageSize: 100, by: "page" })).rejects.toThrow(
    /^harness\/client fetch .* exited: .*/,
  );
});

test("rejects a client that returns too few chats", () => {
  expect(() => expectChats("undici", 99, 100)).toThrow(
    "undici returned 99 chats instead of 100, 0 of them wrong",
  );
});
