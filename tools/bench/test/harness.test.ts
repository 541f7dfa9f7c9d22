import { afterAll, beforeAll, expect, test } from "vitest";
import { PEERS } from "../src/peer.ts";
import { startHelper } from "../src/processes.ts";
import { expectChats } from "../src/scenario.ts";
import { SCENARIOS } from "../src/scenarios.ts";
import { startServer, type Server } from "../src/server-process.ts";
import type { CallsResult } from "../src/tasks/calls.ts";
import { walkOnce } from "../src/walkers.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.for(PEERS)("%s walks all 1,050 chats in their order, page by page", async (peer) => {
  const { chats, wrong } = await walkOnce(peer, server.baseUrl(1050), 1050, { by: "page" });
  expect([chats, wrong]).toEqual([1050, 0]);
});

test.for(["ours", "ours-node"] as const)("%s walks them chat by chat", async (peer) => {
  const { chats, wrong } = await walkOnce(peer, server.baseUrl(1050), 1050, { by: "item" });
  expect([chats, wrong]).toEqual([1050, 0]);
});

test.for(PEERS)("%s gets whole pages, three calls at once", async (peer) => {
  const client = startHelper("client", peer, server.baseUrl(30));
  const task = { task: "calls", calls: 9, concurrency: 3, pageSize: 20 };
  const { chats } = await client.ask<CallsResult>(task);
  await client.stop();
  expect(chats).toBe(180);
});

test.for(SCENARIOS)("the scenario $name measures every subject with finite figures", async (scenario) => {
  const measures = await scenario.measure(server, "tiny");
  expect(measures.length).toBeGreaterThan(0);
  for (const { samples } of measures) {
    expect(samples.size).toBeGreaterThan(1);
    expect([...samples.values()].flat().every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
  }
});

test("a client that fails is told from one that is slow", async () => {
  const client = startHelper("client", "fetch", "http://127.0.0.1:1/5/0/open-apis");
  await expect(client.ask({ task: "walk", pageSize: 100, by: "page" })).rejects.toThrow(
    /^client fetch .* ended: .*/,
  );
});

test("a client that returns too little fails the benchmark", () => {
  expect(() => expectChats("axios", 99, 100)).toThrow(
    "axios returned 99 chats instead of 100, 0 of them wrong",
  );
});
