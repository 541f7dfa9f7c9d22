import { once } from "node:events";
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { createEvents } from "../src/control/events.ts";
import { createReader } from "../src/control/reader.ts";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { checkOptions } from "../src/options/check-options.ts";
import { createContext } from "../src/state/context.ts";
import { ask, control } from "./support.ts";

interface ReceivedEvent {
  event: string;
  data: Record<string, unknown>;
}

let mock: Mock;
afterEach(() => mock.close());

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock({ chats: 2, ...options });
}

/** Polls with a timeout that allows for a busy machine. */
const soon = <Value>(read: () => Value): ReturnType<typeof expect.poll<Value>> =>
  expect.poll(read, { timeout: 10_000 });

/** Collects the events in `received`. `ended` resolves with "ended" or the name of the error. */
async function follow(
  by: typeof fetch = fetch,
): Promise<{ received: ReceivedEvent[]; ended: Promise<string>; stop: () => void; response: Response }> {
  const controller = new AbortController();
  const response = await by(new URL("/__mock/events", mock.url), { signal: controller.signal });
  const received: ReceivedEvent[] = [];
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
            received.push({ event, data: JSON.parse(data) as Record<string, unknown> });
        }
      }
      return "ended";
    } catch (error) {
      return (error as Error).name;
    }
  };
  return { received, ended: reading(), stop: () => controller.abort(), response };
}

const transports: [name: string, transport: () => typeof fetch][] = [
  ["a socket", () => fetch],
  ["mock.fetch", () => mock.fetch],
];

test.each(transports)("sends each logged request through %s, without its bodies", async (_, transport) => {
  await start();
  const { received, response, stop, ended } = await follow(transport());
  expect([
    response.status,
    response.headers.get("content-type"),
    response.headers.get("cache-control"),
  ]).toEqual([200, "text/event-stream; charset=utf-8", "no-store"]);
  await ask(mock, "/im/v1/chats?page_size=1");
  await soon(() => received).toHaveLength(1);
  const { body: _body, responseBody: _responseBody, ...entry } = mock.requests[0]!;
  expect(received).toEqual([{ event: "request", data: JSON.parse(JSON.stringify(entry)) }]);
  stop();
  expect(await ended).toBe("AbortError");
});

const changes: [description: string, change: () => unknown, expected: object][] = [
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
  ["the bot ability is switched off", () => (mock.app.botAbility = false), { app: { botAbility: false } }],
  ["an app is deleted", () => (mock.apps["cli_a"]!.exists = false), { apps: { cli_a: { exists: false } } }],
  ["a token is issued", () => mock.issueUserToken(), { tokens: { valid: 1 } }],
  ["the clock advances", () => mock.advance(1), { clock: { aheadMs: 1 } }],
  ["a fault rule is added", () => mock.fail("*", { code: 1500 }), { rules: [{ code: 1500 }] }],
  ["the mock is reset", () => mock.reset(), { chats: { listed: 2 } }],
  ["the control API clears the log", () => control(mock, "DELETE", "requests"), { requests: { kept: 0 } }],
  ["the control API creates a chat", () => control(mock, "POST", "chats"), { chats: { listed: 3 } }],
];

test.each(changes)("sends the mutable state when %s", async (_, change, expected) => {
  await start({ apps: { cli_a: {} } });
  const { received } = await follow();
  await change();
  await soon(() => received).toHaveLength(1);
  expect(received[0]).toMatchObject({ event: "state", data: expected });
  const { body: state } = await control(mock, "GET", "state");
  for (const name of Object.keys(received[0]!.data)) expect(state).toHaveProperty(name);
});

test("sends the state when a request uses up a rule, and not for requests without effect", async () => {
  await start();
  mock.fail("*", { code: 1500, times: 1 });
  const { received } = await follow();
  await ask(mock, "/im/v1/chats");
  await soon(() => received.map(({ event }) => event)).toEqual(["request", "state"]);
  expect(received[1]!.data).toMatchObject({ rules: [], requests: { kept: 1 } });
  await control(mock, "POST", "chats/oc_none/touch");
  await control(mock, "GET", "state");
  await ask(mock, "/im/v1/chats");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(received.map(({ event }) => event)).toEqual(["request", "state", "request"]);
});

test.each(transports)("close ends the streams through %s without an error", async (_, transport) => {
  await start();
  const streams = await Promise.all([follow(transport()), follow(transport())]);
  await ask(mock, "/im/v1/chats");
  await mock.close();
  // A stream that is cut after the grace period would fail.
  expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(["ended", "ended"]);
  await expect(mock.fetch(new URL("/__mock/events", mock.url))).rejects.toThrow("fetch failed");
});

test("close does not wait for a client that reads nothing", async () => {
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

test("unfollows the log when the last reader disconnects", async () => {
  const context = await createContext(checkOptions({ chats: 0 }));
  await start();
  let followers = 0;
  const log = {
    ...context.log,
    follow: () => {
      followers += 1;
      return () => (followers -= 1);
    },
  };
  const events = createEvents({ ...context, log }, new AbortController().signal);
  expect(followers).toBe(0);
  const gone = new AbortController();
  const aborted = events.stream(gone.signal)[Symbol.asyncIterator]();
  const open = events.stream(new AbortController().signal)[Symbol.asyncIterator]();
  expect([followers, String((await aborted.next()).value)]).toEqual([1, "retry: 1000\n\n"]);
  const waiting = aborted.next();
  gone.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  expect(followers).toBe(1);
  await open.return?.();
  expect([followers, await open.next()]).toEqual([0, { done: true, value: undefined }]);
});

test("cancelling the body ends the stream", async () => {
  await start({ listen: false });
  const response = await mock.fetch("http://feishu.mock/__mock/events");
  const reader = response.body!.getReader();
  await reader.read();
  const waiting = reader.read();
  await reader.cancel();
  expect((await waiting).done).toBe(true);
});

test("a stream through mock.fetch can be aborted after its Request was garbage-collected", async () => {
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

test("sends a comment as a heartbeat", async () => {
  const context = await createContext(checkOptions({ chats: 0 }));
  await start();
  const gone = new AbortController();
  const events = createEvents(context, new AbortController().signal, 20);
  const stream = events.stream(gone.signal)[Symbol.asyncIterator]();
  await stream.next();
  expect(String((await stream.next()).value)).toBe(": still here\n\n");
  gone.abort();
});

test("drops the oldest events of a slow reader and sends their number", async () => {
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

test("buffers a bounded amount for a socket that stops reading", async () => {
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
