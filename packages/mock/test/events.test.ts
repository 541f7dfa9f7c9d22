import { once } from "node:events";
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { createEvents } from "../src/control/events.ts";
import { createReader } from "../src/control/reader.ts";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { checkOptions } from "../src/options/options.ts";
import { createSetup } from "../src/state/setup.ts";
import { ask, control } from "./support.ts";

interface Told {
  event: string;
  data: Record<string, unknown>;
}

let mock: Mock;
afterEach(() => mock.close());

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock({ chats: 2, ...options });
}

/** Waits as long as a busy machine may take. */
const soon = <Value>(look: () => Value): ReturnType<typeof expect.poll<Value>> =>
  expect.poll(look, { timeout: 10_000 });

/** Follows the events, over a socket or not. What comes is gathered; `ended` tells how it ended. */
async function follow(
  by: typeof fetch = fetch,
): Promise<{ told: Told[]; ended: Promise<string>; stop: () => void; response: Response }> {
  const controller = new AbortController();
  const response = await by(new URL("/__mock/events", mock.url), { signal: controller.signal });
  const told: Told[] = [];
  const reading = async (): Promise<string> => {
    let text = "";
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const blocks = text.split("\n\n");
        text = blocks.pop()!;
        for (const block of blocks) {
          const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
          if (event !== undefined && data !== undefined)
            told.push({ event, data: JSON.parse(data) as Record<string, unknown> });
        }
      }
      return "ended";
    } catch (error) {
      return (error as Error).name;
    }
  };
  return { told, ended: reading(), stop: () => controller.abort(), response };
}

const ways: [name: string, way: () => typeof fetch][] = [
  ["a socket", () => fetch],
  ["mock.fetch", () => mock.fetch],
];

test.each(ways)("each request is told through %s as it is logged, without its bodies", async (_, way) => {
  await start();
  const { told, response, stop, ended } = await follow(way());
  expect([
    response.status,
    response.headers.get("content-type"),
    response.headers.get("cache-control"),
  ]).toEqual([200, "text/event-stream; charset=utf-8", "no-store"]);
  await ask(mock, "/im/v1/chats?page_size=1");
  await soon(() => told).toHaveLength(1);
  const { body: _body, responseBody: _responseBody, ...entry } = mock.requests[0]!;
  expect(told).toEqual([{ event: "request", data: JSON.parse(JSON.stringify(entry)) }]);
  stop();
  expect(await ended).toBe("AbortError");
});

const changes: [what: string, change: () => unknown, wanted: object][] = [
  [
    "a chat is renamed",
    () => mock.chats.change(mock.chats.list()[0]!.chat_id, { name: "x" }),
    { chats: { revision: 1 } },
  ],
  [
    "a chat is left",
    () => mock.chats.leave(mock.chats.list()[0]!.chat_id),
    { chats: { listed: 1, left: 1 } },
  ],
  ["the app loses its bot", () => (mock.app.botAbility = false), { app: { botAbility: false } }],
  ["an app is removed", () => (mock.apps["cli_a"]!.exists = false), { apps: { cli_a: { exists: false } } }],
  ["a token is issued", () => mock.issueUserToken(), { tokens: { valid: 1 } }],
  ["time passes", () => mock.advance(1), { clock: { aheadMs: 1 } }],
  ["a fault is said", () => mock.fail("*", { code: 1500 }), { rules: [{ code: 1500 }] }],
  ["all is reset", () => mock.reset(), { chats: { listed: 2 } }],
  ["the control plane empties the log", () => control(mock, "DELETE", "requests"), { requests: { kept: 0 } }],
  ["the control plane makes a chat", () => control(mock, "POST", "chats"), { chats: { listed: 3 } }],
];

test.each(changes)("when %s, the state that may change is told", async (_, change, wanted) => {
  await start({ apps: { cli_a: {} } });
  const { told } = await follow();
  await change();
  await soon(() => told).toHaveLength(1);
  expect(told[0]).toMatchObject({ event: "state", data: wanted });
  const { body: state } = await control(mock, "GET", "state");
  for (const name of Object.keys(told[0]!.data)) expect(state).toHaveProperty(name);
});

test("a fault that a request uses up is a change; what changes nothing is none", async () => {
  await start();
  mock.fail("*", { code: 1500, times: 1 });
  const { told } = await follow();
  await ask(mock, "/im/v1/chats");
  await soon(() => told.map(({ event }) => event)).toEqual(["request", "state"]);
  expect(told[1]!.data).toMatchObject({ rules: [], requests: { kept: 1 } });
  await control(mock, "POST", "chats/oc_none/touch");
  await control(mock, "GET", "state");
  await ask(mock, "/im/v1/chats");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(told.map(({ event }) => event)).toEqual(["request", "state", "request"]);
});

test.each(ways)("close ends the streams through %s in good order", async (_, way) => {
  await start();
  const streams = await Promise.all([follow(way()), follow(way())]);
  await ask(mock, "/im/v1/chats");
  await mock.close();
  // What is cut off after the half second of grace fails.
  expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(["ended", "ended"]);
  await expect(mock.fetch(new URL("/__mock/events", mock.url))).rejects.toThrow("fetch failed");
});

test("close does not wait for a reader who reads nothing", async () => {
  await start();
  const { hostname, port } = new URL(mock.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write("GET /__mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(socket, "readable");
  for (let count = 0; count < 40; count += 1)
    await ask(mock, "/im/v1/chats", {
      headers: { "x-long": "x".repeat(15_000), authorization: "Bearer t-m" },
    });
  const startedAt = performance.now();
  await mock.close();
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test("who goes away is forgotten", async () => {
  const setup = await createSetup(checkOptions({ chats: 0 }));
  await start();
  let followers = 0;
  const log = {
    ...setup.log,
    follow: () => {
      followers += 1;
      return () => (followers -= 1);
    },
  };
  const events = createEvents({ ...setup, log }, new AbortController().signal);
  expect(followers).toBe(0);
  const gone = new AbortController();
  const one = events.stream(gone.signal)[Symbol.asyncIterator]();
  const other = events.stream(new AbortController().signal)[Symbol.asyncIterator]();
  expect([followers, String((await one.next()).value)]).toEqual([1, "retry: 1000\n\n"]);
  const waiting = one.next();
  gone.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  expect(followers).toBe(1);
  await other.return?.();
  expect([followers, await other.next()]).toEqual([0, { done: true, value: undefined }]);
});

test("a body that is cancelled ends its stream", async () => {
  await start({ listen: false });
  const response = await mock.fetch("http://feishu.mock/__mock/events");
  const reader = response.body!.getReader();
  await reader.read();
  const waiting = reader.read();
  await reader.cancel();
  expect((await waiting).done).toBe(true);
});

test("a stream through mock.fetch can be aborted however late", async () => {
  await start({ listen: false });
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { ended, stop } = await follow(mock.fetch);
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  stop();
  expect(await ended).toBe("AbortError");
});

test("a quiet stream shows that it lives", async () => {
  const setup = await createSetup(checkOptions({ chats: 0 }));
  await start();
  const gone = new AbortController();
  const events = createEvents(setup, new AbortController().signal, 20);
  const stream = events.stream(gone.signal)[Symbol.asyncIterator]();
  await stream.next();
  expect(String((await stream.next()).value)).toBe(": still here\n\n");
  gone.abort();
});

test("for a slow reader the oldest makes room, and it is told how much it missed", async () => {
  await start({ listen: false });
  let ended = 0;
  const reader = createReader(() => (ended += 1));
  const mebibyte = 1024 * 1024;
  for (let count = 0; count < 5000; count += 1) reader.push(String(count).padEnd(1000, "."));
  const { value } = (await reader.next()) as IteratorYieldResult<Buffer>;
  expect(value.byteLength).toBeLessThan(mebibyte + 100);
  const [, missed] = /^event: lost\ndata: \{"count":(\d+)\}\n\n/.exec(String(value)) ?? [];
  expect(String(value)).toContain(`\n\n${missed}...`);
  expect(value.includes("4999...")).toBe(true);
  reader.push("next");
  reader.end();
  reader.end();
  reader.push("never");
  expect([String((await reader.next()).value), (await reader.next()).done, ended]).toEqual(["next", true, 1]);
});

test("a reader who stops reading costs a bounded memory over a real socket", async () => {
  await start();
  const { hostname, port } = new URL(mock.url);
  const socket = connect(Number(port), hostname);
  socket.write("GET /__mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(socket, "readable");
  const headers = { "x-long": "x".repeat(15_000), authorization: "Bearer t-mock" };
  const init = { headers };
  for (let count = 0; count < 1500; count += 1) await mock.fetch(`${mock.url}/im/v1/chats`, init);
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => (text += chunk));
  await soon(() => text).toMatch(/event: lost\ndata: \{"count":\d+\}/);
  await soon(() => text).toContain('"id":1500,');
  expect(text.length).toBeLessThan(15_000 * 1500);
  socket.destroy();
});
