import { createConnection } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Fault, Mock, MockOptions, Rule } from "../src/index.ts";
import { ask, control, signedIn } from "./support.ts";

const list = "im.v1.chat.list";
const chats = "/im/v1/chats";
let mock: Mock;
afterEach(() => mock.close());

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock({ chats: 5, ...options });
}

/** The codes of consecutive requests. */
async function codes(count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await ask(mock, chats)).body.code);
  return seen;
}

test("a failure hits the given number of requests", async () => {
  await start();
  mock.fail(list, { code: 232025, times: 2 });
  expect(await codes(3)).toEqual([232025, 232025, 0]);
});

test.each([232025, 99991400, 99991663])("fail returns the same failure %i as Prefer", async (code) => {
  await start({ now: () => 0 });
  const same = async (headers: Record<string, string>): Promise<unknown> => {
    const { status, headers: got, body } = await ask(mock, chats, { headers });
    return [status, got.get("x-ogw-ratelimit-reset"), { ...body, error: { ...body.error, log_id: "" } }];
  };
  const byPrefer = await same({ prefer: `example=${code}` });
  mock.fail(list, { code });
  expect(await same(signedIn)).toEqual(byPrefer);
});

test("failures apply in the order in which they were added, and can be undone", async () => {
  await start();
  mock.fail(list, { code: 232025, times: 1 });
  const lasting = mock.fail("*", { code: 99991400 });
  expect(await codes(2)).toEqual([232025, 99991400]);
  lasting.undo();
  expect(await codes(1)).toEqual([0]);
});

test("a rate hits its share of requests, the same ones for the same seed", async () => {
  await start({ seed: 9 });
  mock.fail(list, { code: 1500, rate: 0.3 });
  const first = await codes(60);
  const share = first.filter((code) => code === 1500).length / 60;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.5);
  mock.reset();
  mock.fail(list, { code: 1500, rate: 0.3 });
  expect(await codes(60)).toEqual(first);
});

const invalid: [operation: string, rule: unknown, message: string][] = [
  ["im.v1.chat.lst", { code: 1500 }, "unknown operation; known: *, "],
  [list, { code: 1 }, "unknown code 1; known: 1500, "],
  [list, { fault: "boom" }, "fault must be one of reset, silence, stall, truncate, slow, html"],
  [list, {}, "the rule must be an object with code, fault or delay"],
  [list, { code: 1500, fault: "reset" }, "code and fault exclude each other; leave one out"],
  [list, { delay: [5, 1] }, "delay must be milliseconds up to 600000, or [smallest, largest]"],
  [list, { delay: -1 }, "delay must be milliseconds"],
  [list, { code: 1500, times: 0 }, "times must be an integer, 1 or more"],
  [list, { code: 1500, rate: 2 }, "rate must be a number greater than 0 and at most 1"],
  [list, { code: 1500, for: 3 }, "unknown field for; known: code, fault, delay, times, rate"],
];

test.each(invalid)("rejects fail(%j, %j) with %s", async (operation, rule, message) => {
  await start({ listen: false });
  expect(() => mock.fail(operation, rule as Rule)).toThrow(message);
  expect((await mock.fetch(mock.url + chats, { headers: signedIn })).status).toBe(200);
});

/** The status and the start of the body, or the name and code of the error. */
async function resultOf(pending: Promise<Response>): Promise<string> {
  try {
    const response = await pending;
    const text = await response.text();
    return `${response.status} ${text.startsWith("{") ? "JSON" : text.slice(0, 6)}`;
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return `${name} ${cause?.code ?? ""}`.trim();
  }
}

const results: [fault: Fault, overSocket: string][] = [
  ["reset", "TypeError ECONNRESET"],
  ["truncate", "TypeError UND_ERR_SOCKET"],
  ["html", "502 <html>"],
  ["silence", "TimeoutError"],
  ["stall", "TimeoutError"],
];

test.each(results)("applies the fault %s over a socket and through mock.fetch", async (fault, overSocket) => {
  await start();
  const init = (): RequestInit => ({ headers: signedIn, signal: AbortSignal.timeout(150) });
  const bySocket = (): Promise<string> => resultOf(fetch(mock.url + chats, init()));
  const direct = (): Promise<string> => resultOf(mock.fetch(mock.url + chats, init()));
  mock.fail(list, { fault, times: 2 });
  expect(await bySocket()).toBe(overSocket);
  expect((await direct()).split(" ")[0]).toBe(overSocket.split(" ")[0]);
  expect([await bySocket(), await direct()]).toEqual(["200 JSON", "200 JSON"]);
  const prefer = { ...signedIn, prefer: `fault=${fault}` };
  expect(await resultOf(fetch(mock.url + chats, { headers: prefer, signal: AbortSignal.timeout(150) }))).toBe(
    overSocket,
  );
});

test.each(["truncate", "stall"])("%s sends the headers and half of the body over a socket", async (fault) => {
  await start();
  const { port, hostname } = new URL(mock.url);
  const socket = createConnection(Number(port), hostname);
  socket.write(
    `GET /open-apis/im/v1/chats HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t-mock\r\nPrefer: fault=${fault}\r\n\r\n`,
  );
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  socket.on("error", () => {});
  await expect.poll(() => text.split("\r\n\r\n")[1]?.length ?? 0).toBeGreaterThan(100);
  const [head = "", body = ""] = text.split("\r\n\r\n");
  const whole = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  expect(head).toMatch(/^HTTP\/1\.1 200/);
  expect(body.length).toBe(whole >> 1);
  if (fault === "truncate") await expect.poll(() => socket.closed).toBe(true);
  socket.destroy();
});

test("close rejects pending and later calls of mock.fetch", async () => {
  await start({ listen: false });
  const init = { headers: { ...signedIn, prefer: "fault=silence" } };
  const pending = mock.fetch(mock.url + chats, init).catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await mock.close();
  const failed = { name: "TypeError", message: "fetch failed", cause: { message: "the mock is closed" } };
  expect(await pending).toMatchObject(failed);
  await expect(mock.fetch(mock.url + chats, init)).rejects.toMatchObject(failed);
});

test("slow sends the whole body in chunks", async () => {
  await start({ chats: 1 });
  const { port, hostname } = new URL(mock.url);
  const socket = createConnection(Number(port), hostname);
  socket.write(
    `GET /open-apis/im/v1/chats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer t-mock\r\nPrefer: fault=slow\r\n\r\n`,
  );
  let chunks = 0;
  let text = "";
  for await (const chunk of socket) {
    chunks += 1;
    text += String(chunk);
  }
  expect(chunks).toBeGreaterThan(5);
  expect(JSON.parse(text.split("\r\n\r\n")[1] ?? "")).toMatchObject({ code: 0 });
});

test("a delay postpones the response, and a client can abort before it", async () => {
  await start();
  mock.fail(list, { delay: [60, 80], times: 1 });
  const startedAt = performance.now();
  await ask(mock, chats);
  expect(performance.now() - startedAt).toBeGreaterThan(55);
  mock.fail(list, { delay: 600_000, times: 1 });
  const controller = new AbortController();
  const pending = resultOf(fetch(mock.url + chats, { headers: signedIn, signal: controller.signal }));
  await expect.poll(async () => (await control(mock, "GET", "faults")).body["rules"]).toEqual([]);
  controller.abort();
  expect(await pending).toBe("AbortError");
  await expect.poll(() => mock.requests.at(-1)?.status).toBe(0);
});

test("logs the applied fault and ignored parameters", async () => {
  await start({ listen: false });
  mock.fail(list, { fault: "reset", times: 1 });
  await resultOf(mock.fetch(mock.url + chats, { headers: signedIn }));
  await mock.fetch(`${mock.url + chats}?page_sze=5`, { headers: signedIn });
  expect(mock.requests).toMatchObject([
    { id: 1, operation: list, method: "GET", status: 0, fault: "reset" },
    { id: 2, status: 200, code: 0, fault: undefined, notes: ["ignored the unknown parameter page_sze"] },
  ]);
});
