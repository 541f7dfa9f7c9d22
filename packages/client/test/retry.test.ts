import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import {
  createClient,
  createRateLimiter,
  createRetryBudget,
  type ClientOptions,
  type RetryEvent,
} from "../src/index.ts";
import { createCall } from "../src/call/call.ts";
import { systemClock, type Clock } from "../src/resilience/clock.ts";
import { createSerializer } from "../src/call/http.ts";
import { resolveOptions } from "../src/options.ts";
import { configuredToken } from "../src/auth/token.ts";
import { respond, pageOf, serve, type Handler, type TestServer } from "./support/server.ts";

const token = "t-0123456789abcdef";
const good = pageOf(["a"], { has_more: false });
const limited = { code: 99991400, msg: "request trigger frequency limit" };

/** A clock whose sleeps end at once and are recorded; its random numbers are 0.5. */
function quickClock(): { clock: Clock; slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    now += ms;
  };
  return { slept, clock: { now: () => now, random: () => 0.5, sleep } };
}

interface Run {
  readonly result: unknown;
  readonly requests: number;
  readonly slept: number[];
  readonly retries: RetryEvent[];
}

/** One call against a server: its result, its number of requests, and its waits. */
async function run(handler: Handler, options: Partial<ClientOptions> = {}): Promise<Run> {
  await using server: TestServer = await serve(handler);
  const { clock, slept } = quickClock();
  const retries: RetryEvent[] = [];
  const onRetry = (event: RetryEvent): void => void retries.push(event);
  const client = createClient({ token, baseUrl: server.url, clock, onRetry, ...options } as ClientOptions);
  const result = await client.im.v1.chat.list().then(
    ({ items }) => items.length,
    (reason: unknown) => reason,
  );
  return { result, requests: server.seen.length, slept, retries };
}

/** Fails the given number of times, then succeeds. */
function failing(times: number, fail: Handler): Handler {
  return (request, response, index) =>
    index < times ? fail(request, response, index) : respond(response, good);
}

test.each<[string, Handler, string]>([
  ["a 429", (_request, response) => respond(response, limited, 429), "rate_limit"],
  ["the rate limit's code at 400", (_request, response) => respond(response, limited, 400), "rate_limit"],
  ["the rate limit's code at 200", (_request, response) => respond(response, limited, 200), "rate_limit"],
  ["a 429 in HTML", (_request, response) => respond(response, "<h1>slow down</h1>", 429), "rate_limit"],
  [
    "an internal code at 500",
    (_request, response) => respond(response, { code: 1500, msg: "" }, 500),
    "server",
  ],
  [
    "an internal code at 200",
    (_request, response) => respond(response, { code: 1500, msg: "" }, 200),
    "server",
  ],
  ["an unknown code at 503", (_request, response) => respond(response, { code: 7, msg: "" }, 503), "server"],
  ["an HTML 502", (_request, response) => respond(response, "<h1>Bad Gateway</h1>", 502), "server"],
  ["an empty 500", (_request, response) => respond(response, "", 500), "server"],
  ["an empty 504", (_request, response) => respond(response, "", 504), "server"],
  ["a reset connection", (_request, response) => void response.destroy(), "connection"],
])("%s is retried and succeeds", async (_what, fail, reason) => {
  const { result, requests, retries } = await run(failing(2, fail));
  expect([result, requests]).toEqual([1, 3]);
  expect(retries.map((event) => [event.reason, event.attempt, event.operation])).toEqual([
    [reason, 1, "im.v1.chat.list"],
    [reason, 2, "im.v1.chat.list"],
  ]);
});

test("a timeout on the first attempt only succeeds", async () => {
  const { result, requests, retries } = await run(
    failing(1, () => {}),
    { timeoutMs: 100 },
  );
  expect([result, requests, retries[0]?.reason]).toEqual([1, 2, "timeout"]);
});

test.each<[string, number, unknown]>([
  ["a refused parameter", 400, { code: 99992402, msg: "field validation failed" }],
  ["a missing scope", 400, { code: 99991672, msg: "Access denied." }],
  ["an unknown code at 400", 400, { code: 7, msg: "" }],
  ["an unknown code at 200", 200, { code: 7, msg: "" }],
  ["a page that is none", 404, "404 page not found"],
  ["HTML at 200", 200, "<h1>login</h1>"],
  ["an empty 200", 200, ""],
  ["JSON that is no envelope", 200, {}],
])("%s is not retried", async (_what, status, body) => {
  const { result, requests } = await run((_request, response) => respond(response, body, status));
  expect(result).toBeInstanceOf(Error);
  expect(requests).toBe(1);
});

test("after three attempts the last error is thrown", async () => {
  const { result, requests, slept } = await run((_request, response, index) =>
    respond(response, { code: 1500, msg: `failure ${index}` }, 500),
  );
  expect(result).toMatchObject({ name: "FeishuApiError", msg: "failure 2" });
  expect(requests).toBe(3);
  expect(slept).toEqual([250, 500]);
});

test("the bound of the random delay doubles with each attempt, up to eight seconds", async () => {
  const { slept } = await run((_request, response) => respond(response, "", 500), { retry: { attempts: 8 } });
  expect(slept).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
});

test.each([
  ["retry: false", { retry: false as const }, 1],
  ["one attempt", { retry: { attempts: 1 } }, 1],
  ["five attempts", { retry: { attempts: 5 } }, 5],
])("%s for the client", async (_what, options, expected) => {
  expect((await run((_request, response) => respond(response, "", 500), options)).requests).toBe(expected);
});

test("one call may override the client's attempts", async () => {
  await using server = await serve((_request, response) => respond(response, "", 500));
  const { clock } = quickClock();
  const client = createClient({ token, baseUrl: server.url, clock });
  await expect(client.im.v1.chat.list({}, { retry: false })).rejects.toThrow("500 the response has no body");
  expect(server.seen).toHaveLength(1);
  await expect(client.im.v1.chat.list({}, { retry: { attempts: 2 } })).rejects.toThrow(
    "500 the response has no body",
  );
  expect(server.seen).toHaveLength(3);
});

test("in an outage the budget ends the retries of a client, and successes refill it", async () => {
  let down = true;
  await using server = await serve((_request, response) =>
    down ? respond(response, "", 500) : respond(response, good),
  );
  const { clock } = quickClock();
  const client = createClient({
    token,
    baseUrl: server.url,
    clock,
    rateLimit: false,
    retry: { budget: createRetryBudget(42) },
  });
  const list = (): Promise<unknown> => client.im.v1.chat.list().catch(() => {});
  await list();
  await list();
  expect(server.seen).toHaveLength(3 + 2);
  await list();
  expect(server.seen).toHaveLength(6);
  down = false;
  for (let success = 0; success < 14; success++) await list();
  down = true;
  await list();
  expect(server.seen).toHaveLength(6 + 14 + 2);
});

test("a budget is bounded by its capacity, and a retry after a rate limit costs a third", () => {
  const budget = createRetryBudget(20);
  expect([budget.take(14), budget.take(14), budget.take(5)]).toEqual([true, false, true]);
  budget.give(1000);
  expect([budget.take(20), budget.take(1)]).toEqual([true, false]);
});

test("the deadline covers attempts and waits, and a wait that would pass it does not start", async () => {
  await using server = await serve((_request, response) =>
    respond(response, limited, 429, { "x-ogw-ratelimit-reset": "30" }),
  );
  const sleep = vi.fn((ms: number) => systemClock.sleep(ms));
  const client = createClient({
    token,
    baseUrl: server.url,
    deadlineMs: 5000,
    clock: { ...systemClock, sleep },
  });
  await expect(client.im.v1.chat.list()).rejects.toMatchObject({ kind: "rate_limit", retryAfterMs: 30_000 });
  expect(sleep).not.toHaveBeenCalled();
});

test("a deadline that passes while the server is silent is a FeishuTimeoutError that names it", async () => {
  await using server = await serve(() => {});
  const client = createClient({ token, baseUrl: server.url });
  await expect(client.im.v1.chat.list({}, { deadlineMs: 60 })).rejects.toMatchObject({
    name: "FeishuTimeoutError",
    message: "im.v1.chat.list: the call did not finish within 60 ms",
  });
});

test("an attempt gets only the remaining time, and none starts after the deadline", async () => {
  await using server = await serve(() => {});
  const clock = { ...systemClock, random: () => 0 };
  const client = createClient({ token, baseUrl: server.url, timeoutMs: 200, clock });
  await expect(client.im.v1.chat.list({}, { deadlineMs: 350 })).rejects.toMatchObject({
    message: "im.v1.chat.list: the call did not finish within 350 ms",
  });
  expect(server.seen).toHaveLength(2);
});

const never = (): Promise<never> => new Promise(() => {});

test.each<[string, Partial<ClientOptions>]>([
  ["the rate limit", { rateLimit: { acquire: never } }],
  ["a token", { token: never }],
])("a deadline passes while waiting for %s", async (_what, options) => {
  await using server = await serve((_request, response) => respond(response, good));
  const client = createClient({ token, baseUrl: server.url, deadlineMs: 40, ...options } as ClientOptions);
  await expect(client.im.v1.chat.list()).rejects.toMatchObject({
    name: "FeishuTimeoutError",
    message: "im.v1.chat.list: the call did not finish within 40 ms",
  });
  expect(server.seen).toHaveLength(0);
});

test("a deadline also bounds the wait for a promise of another realm", async () => {
  await using server = await serve((_request, response) => respond(response, good));
  const acquire = (): Promise<void> => runInNewContext("new Promise(() => {})") as Promise<void>;
  const client = createClient({ token, baseUrl: server.url, rateLimit: { acquire }, deadlineMs: 40 });
  await expect(client.im.v1.chat.list()).rejects.toMatchObject({ name: "FeishuTimeoutError" });
});

test("an error of a limiter is the cause of the call's error", async () => {
  const reason = new Error("redis is down");
  const rateLimit = { acquire: (): Promise<void> => Promise.reject(reason) };
  const call = createClient({ token, rateLimit }).im.v1.chat.list();
  await expect(call).rejects.toMatchObject({
    message: "im.v1.chat.list: the rate limiter failed: redis is down",
    cause: reason,
  });
});

test("a deadline that passes in the queue frees the place for the next call", async () => {
  await using server = await serve((_request, response) => respond(response, good));
  const rateLimit = createRateLimiter({ "im.v1.chat.list": { per_second: 1 } });
  const client = createClient({ token, baseUrl: server.url, rateLimit });
  await client.im.v1.chat.list();
  const late = client.im.v1.chat.list({}, { deadlineMs: 40 });
  const next = client.im.v1.chat.list();
  await expect(late).rejects.toMatchObject({ name: "FeishuTimeoutError" });
  expect((await next).items).toHaveLength(1);
  expect(server.seen).toHaveLength(2);
});

test.each<[string, (controller: AbortController) => Partial<ClientOptions>]>([
  ["queueing", () => ({ rateLimit: { acquire: () => new Promise(() => {}) } })],
  ["sleeping", () => ({ clock: { ...systemClock, random: () => 0.99 } })],
])("an abort while %s ends the call with the caller's reason", async (_what, options) => {
  await using server = await serve((_request, response) => respond(response, "", 500));
  const controller = new AbortController();
  const reason = new Error("enough");
  setTimeout(() => controller.abort(reason), 60);
  const client = createClient({ token, baseUrl: server.url, ...options(controller) } as ClientOptions);
  await expect(client.im.v1.chat.list({}, { signal: controller.signal })).rejects.toBe(reason);
});

test("a retry that succeeds returns its cost", async () => {
  await using server = await serve((_request, response, index) =>
    index % 2 === 0 ? respond(response, "", 500) : respond(response, good),
  );
  const { clock } = quickClock();
  const client = createClient({
    token,
    baseUrl: server.url,
    clock,
    retry: { budget: createRetryBudget(14) },
  });
  for (let call = 0; call < 5; call++) expect((await client.im.v1.chat.list()).items).toHaveLength(1);
  expect(server.seen).toHaveLength(10);
});

test("an operation that is not idempotent is not retried", async () => {
  await using server = await serve((_request, response) => respond(response, "", 500));
  const { clock } = quickClock();
  const tokens = configuredToken(token, clock);
  const call = createCall(
    resolveOptions({ token, baseUrl: server.url, clock }),
    createSerializer(server.url),
    () => tokens,
  );
  const descriptor = {
    id: "im.v1.message.create",
    method: "POST",
    path: "/im/v1/messages",
    secured: true,
    params: { body: ["content"] },
    result: "data" as const,
  };
  await expect(call({ ...descriptor, idempotent: false }, { content: "x" }, {})).rejects.toThrow("500");
  expect(server.seen).toHaveLength(1);
  await expect(call({ ...descriptor, idempotent: true }, { content: "x" }, {})).rejects.toThrow("500");
  expect(server.seen).toHaveLength(4);
  expect(server.seen.map(({ body }) => body)).toEqual(Array.from({ length: 4 }, () => '{"content":"x"}'));
});

test("the token request is retried, since the contract marks it as idempotent", async () => {
  await using server = await serve((request, response, index) =>
    index === 0
      ? respond(response, "", 502)
      : respond(
          response,
          request.method === "POST" ? { code: 0, msg: "ok", tenant_access_token: "t-1", expire: 1 } : good,
        ),
  );
  const { clock } = quickClock();
  const client = createClient({ appId: "cli_a", appSecret: "secret", baseUrl: server.url, clock });
  expect((await client.im.v1.chat.list()).items).toHaveLength(1);
  expect(server.seen.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
});

test("a walk survives a transient failure on each of its pages", async () => {
  const failed = new Set<string>();
  await using server = await serve((request, response) => {
    const page = request.query.get("page_token") ?? "page-0";
    if (!failed.has(page)) {
      failed.add(page);
      return respond(response, limited, 429);
    }
    const index = Number(page.slice(5));
    respond(response, pageOf([`chat-${index}`], { has_more: index < 4, page_token: `page-${index + 1}` }));
  });
  const { clock } = quickClock();
  const chats = await createClient({ token, baseUrl: server.url, clock, rateLimit: false })
    .im.v1.chat.list()
    .toArray({ limit: Infinity });
  expect(chats.map(({ chat_id }) => chat_id)).toEqual(["chat-0", "chat-1", "chat-2", "chat-3", "chat-4"]);
  expect(server.seen).toHaveLength(10);
});
