import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { systemClock } from "../src/resilience/clock.ts";
import { respond, pageOf, serve } from "./support/server.ts";

const token = "t-0123456789abcdef";
const appSecret = "dskLLdkasdjlasdKK";
let now = 0;
const clock = {
  ...systemClock,
  now: () => now,
  sleep: async (ms: number): Promise<void> => void (now += ms),
};

test("events report each attempt before and after, and each retry in between", async () => {
  await using server = await serve((_request, response, index) =>
    index === 0
      ? respond(response, { code: 99991400, msg: "limit" }, 429, {
          "x-tt-logid": "LOG1",
          "x-ogw-ratelimit-reset": "2",
        })
      : respond(response, pageOf([], { has_more: false }), 200, { "x-tt-logid": "LOG2" }),
  );
  const events: unknown[] = [];
  const log = (kind: string) => (event: object) => void events.push({ kind, ...event });
  await createClient({
    token,
    baseUrl: server.url,
    clock,
    onRequest: log("request"),
    onResponse: log("response"),
    onRetry: log("retry"),
  }).im.v1.chat.list();
  const about = { operation: "im.v1.chat.list", method: "GET" };
  const failed = {
    ...about,
    attempt: 1,
    status: 429,
    code: 99991400,
    logId: "LOG1",
    error: "FeishuApiError",
    durationMs: expect.any(Number),
  };
  expect(events).toEqual([
    { kind: "request", ...about, attempt: 1 },
    { kind: "response", ...failed },
    { kind: "retry", ...failed, reason: "rate_limit", delayMs: 2000 },
    { kind: "request", ...about, attempt: 2 },
    {
      kind: "response",
      ...about,
      attempt: 2,
      status: 200,
      code: 0,
      logId: "LOG2",
      error: undefined,
      durationMs: expect.any(Number),
    },
  ]);
});

test("an attempt without a response is reported, too", async () => {
  const events: unknown[] = [];
  const onResponse = (event: object): void => void events.push(event);
  const client = createClient({ token, baseUrl: "http://127.0.0.1:1", retry: false, onResponse });
  await client.im.v1.chat.list().catch(() => {});
  expect(events).toMatchObject([
    { status: undefined, code: undefined, logId: undefined, error: "FeishuConnectionError" },
  ]);
});

test("a handler that throws or rejects does not fail the call", async () => {
  await using server = await serve((_request, response) =>
    respond(response, pageOf(["a"], { has_more: false })),
  );
  const broken = (): never => {
    throw new Error("disk full");
  };
  const page = await createClient({
    token,
    baseUrl: server.url,
    onRequest: broken,
    // An unhandled rejection would fail the run.
    onResponse: async () => broken(),
  }).im.v1.chat.list();
  expect(page.items).toHaveLength(1);
});

test("no event contains a token or secret, even one that the server echoes", async () => {
  await using server = await serve((request, response) =>
    request.method === "POST"
      ? respond(response, { code: 0, msg: "ok", tenant_access_token: token, expire: 7200 })
      : respond(response, { code: 1500, msg: `${request.headers.authorization}` }, 500),
  );
  const events: unknown[] = [];
  const keep = (event: object): void => void events.push(event);
  await createClient({
    appId: "cli_a",
    appSecret,
    baseUrl: server.url,
    clock,
    onRequest: keep,
    onResponse: keep,
    onRetry: keep,
  })
    .im.v1.chat.list()
    .catch(() => {});
  expect(events.length).toBeGreaterThan(7);
  expect(inspect(events, { depth: 9 })).not.toMatch(new RegExp(`${token}|${appSecret}`));
});
