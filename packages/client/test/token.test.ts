import { expect, test, vi } from "vitest";
import { createClient, FeishuApiError, type FeishuError } from "../src/index.ts";
import { systemClock } from "../src/resilience/clock.ts";
import { appToken, type TokenSource } from "../src/auth/token.ts";
import { respond, pageOf, serve, servePages, type TestServer } from "./support/server.ts";

const app = { appId: "cli_a", appSecret: "the-secret" };

function serveTokens(issue: (index: number) => unknown, status = 200): Promise<TestServer> {
  let issued = 0;
  return serve((request, response) =>
    request.path.endsWith("/internal")
      ? setTimeout(() => respond(response, issue(issued++), status), 5)
      : respond(response, pageOf([], { has_more: false })),
  );
}

const tokenRequests = (server: TestServer): number =>
  server.seen.filter(({ path }) => path.endsWith("/internal")).length;

test("a token string is sent unchanged", async () => {
  await using server = await serveTokens(() => ({}));
  await createClient({ token: "u-7f1bcd13fc57d46bac21793a18e560", baseUrl: server.url }).im.v1.chat.list();
  expect(server.seen[0]?.headers.authorization).toBe("Bearer u-7f1bcd13fc57d46bac21793a18e560");
});

test("a token function is called before every request", async () => {
  await using server = await serveTokens(() => ({}));
  const token = vi.fn(async ({ refresh }: { refresh: boolean }) => `t-${refresh}-${token.mock.calls.length}`);
  const client = createClient({ token, baseUrl: server.url });
  await client.im.v1.chat.list();
  await client.im.v1.chat.list();
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer t-false-1",
    "Bearer t-false-2",
  ]);
});

test("an error of a token function is the cause of the call's error", async () => {
  const reason = new Error("vault is sealed");
  await expect(createClient({ token: () => Promise.reject(reason) }).im.v1.chat.list()).rejects.toMatchObject(
    {
      name: "FeishuError",
      message: "im.v1.chat.list: the token function failed: vault is sealed",
      cause: reason,
    },
  );
});

test("a walk whose token function fails has resumeFrom in its error", async () => {
  await using server = await servePages([["a"], ["b"], ["c"]]);
  let asked = 0;
  const client = createClient({
    token: () => {
      if ((asked += 1) > 2) throw new Error("vault is sealed");
      return "t-0123456789";
    },
    baseUrl: server.url,
  });
  const seen: string[] = [];
  const failure = await (async () => {
    for await (const { chat_id } of client.im.v1.chat.list()) seen.push(chat_id);
  })().catch((error: unknown) => error as FeishuError);
  expect(seen).toEqual(["a", "b"]);
  const rest = await createClient({ token: "t-0123456789", baseUrl: server.url })
    .im.v1.chat.list({ page_token: failure?.resumeFrom as string })
    .toArray({ limit: 9 });
  expect(rest.map(({ chat_id }) => chat_id)).toEqual(["c"]);
});

test("a token request is aborted when nobody waits for it any longer", async () => {
  await using server = await serve(() => {});
  const client = createClient({ ...app, baseUrl: server.url });
  const [first, second] = [new AbortController(), new AbortController()];
  const calls = [first, second].map(({ signal }) =>
    client.im.v1.chat.list({}, { signal }).catch((error: unknown) => error),
  );
  await vi.waitFor(() => expect(server.seen).toHaveLength(1));
  first.abort(new Error("enough"));
  expect(await calls[0]).toMatchObject({ message: "enough" });
  await new Promise((resolve) => setTimeout(resolve, 30));
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const waiting = timers();
  second.abort(new Error("enough too"));
  expect(await calls[1]).toMatchObject({ message: "enough too" });
  await vi.waitFor(() => expect(timers()).toBeLessThan(waiting));
  const third = client.im.v1.chat
    .list({}, { timeoutMs: 50, deadlineMs: 60 })
    .catch((error: unknown) => error);
  await vi.waitFor(() => expect(server.seen).toHaveLength(2));
  expect(await third).toMatchObject({ name: "FeishuTimeoutError" });
});

test("ten concurrent first calls request one token, and later calls use it", async () => {
  await using server = await serveTokens((index) => ({
    code: 0,
    msg: "ok",
    tenant_access_token: `t-${index}`,
    expire: 7200,
  }));
  const client = createClient({ ...app, baseUrl: server.url });
  await Promise.all(Array.from({ length: 10 }, () => client.im.v1.chat.list()));
  await client.im.v1.chat.list();
  expect(tokenRequests(server)).toBe(1);
  expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({ app_id: "cli_a", app_secret: "the-secret" });
  expect(new Set(server.seen.slice(1).map(({ headers }) => headers.authorization))).toEqual(
    new Set(["Bearer t-0"]),
  );
});

test.each([
  [10003, "invalid param"],
  [10014, "app secret invalid"],
])(
  "code %i of the token endpoint, at HTTP 200, is an error of kind auth, and the next call asks again",
  async (code, msg) => {
    await using server = await serveTokens(() => ({ code, msg }));
    const client = createClient({ ...app, baseUrl: server.url });
    for (const round of [1, 2]) {
      const error = await client.im.v1.chat.list().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(FeishuApiError);
      expect(error).toMatchObject({
        kind: "auth",
        code,
        status: 200,
        operation: "auth.v3.tenantAccessToken.internal",
      });
      expect(tokenRequests(server)).toBe(round);
    }
  },
);

/** An issuer of the tokens `t-1`, `t-2`, …, and a clock that only the test advances. */
function issuing(): {
  source: TokenSource;
  issue: ReturnType<typeof vi.fn>;
  at: (ms: number, expire?: number) => void;
} {
  let now = 0;
  let life = 7200;
  const issue = vi.fn(async () => ({
    code: 0 as const,
    msg: "ok",
    tenant_access_token: `t-${issue.mock.calls.length}`,
    expire: life,
  }));
  const source = appToken(issue, { ...systemClock, now: () => now });
  return { source, issue, at: (ms, expire = life) => void ([now, life] = [ms, expire]) };
}

test("a token is cached, renewed in the background in its last 5 minutes, and not used in its last 30 seconds", async () => {
  const { source, issue, at } = issuing();
  expect(await source.fetch()).toBe("t-1");
  at(7200_000 - 300_001);
  expect(source.takeCached()).toBe("t-1");
  expect(issue).toHaveBeenCalledTimes(1);
  at(7200_000 - 300_000);
  expect(source.takeCached()).toBe("t-1");
  expect(issue).toHaveBeenCalledTimes(2);
  await new Promise(setImmediate);
  expect(source.takeCached()).toBe("t-2");
});

test("a shorter lifetime shortens both margins", async () => {
  const { source, issue, at } = issuing();
  at(0, 100);
  await source.fetch();
  at(89_999);
  expect(source.takeCached()).toBe("t-1");
  expect(issue).toHaveBeenCalledTimes(1);
  at(95_000);
  expect(await source.fetch()).toBe("t-2");
});

test("a failed background renewal is silent, keeps the token in use, and is repeated ten seconds later", async () => {
  const { source, issue, at } = issuing();
  await source.fetch();
  issue.mockRejectedValueOnce(new Error("down"));
  at(7000_000);
  expect(source.takeCached()).toBe("t-1");
  await new Promise(setImmediate);
  at(7009_999);
  expect(source.takeCached()).toBe("t-1");
  expect(issue).toHaveBeenCalledTimes(2);
  at(7010_000);
  expect(source.takeCached()).toBe("t-1");
  expect(issue).toHaveBeenCalledTimes(3);
});

test.each([
  [7200, 7170_000],
  [100, 95_000],
])("a token with a lifetime of %i s is used for %i ms", async (expire, endsAt) => {
  const { source, issue, at } = issuing();
  at(0, expire);
  await source.fetch();
  issue.mockRejectedValue(new Error("down"));
  at(endsAt - 1);
  expect(source.takeCached()).toBe("t-1");
  at(endsAt);
  expect(source.takeCached()).toBeUndefined();
});

test("an expired token is not used, whether its renewal succeeds or not", async () => {
  const { source, issue, at } = issuing();
  await source.fetch();
  issue.mockRejectedValueOnce(new Error("down"));
  at(7200_000);
  await expect(source.fetch()).rejects.toThrow("down");
  expect(await source.fetch()).toBe("t-3");
});

/** A server that accepts only the newest token, and issues a new one each time. */
async function serveRejecting(rejectAll: boolean): Promise<TestServer> {
  let newest = "t-old0000";
  let issued = 0;
  return await serve((request, response) => {
    if (request.path.endsWith("/internal")) {
      newest = `t-new${issued++}000`;
      return respond(response, { code: 0, msg: "ok", tenant_access_token: newest, expire: 7200 });
    }
    const good = !rejectAll && request.headers.authorization === `Bearer ${newest}` && issued > 1;
    respond(
      response,
      good ? pageOf(["a"], { has_more: false }) : { code: 99991663, msg: "Invalid access token" },
      good ? 200 : 400,
    );
  });
}

test("ten concurrent calls whose token is rejected share one new token, and all succeed", async () => {
  await using server = await serveRejecting(false);
  const onRetry = vi.fn();
  const client = createClient({ ...app, baseUrl: server.url, onRetry });
  const pages = await Promise.all(Array.from({ length: 10 }, () => client.im.v1.chat.list()));
  expect(pages.every(({ items }) => items.length === 1)).toBe(true);
  expect(tokenRequests(server)).toBe(2);
  expect(server.seen).toHaveLength(2 + 20);
  expect(onRetry).toHaveBeenCalledTimes(10);
  expect(onRetry.mock.calls[0]?.[0]).toMatchObject({
    reason: "token_rejected",
    code: 99991663,
    attempt: 1,
    delayMs: 0,
  });
});

test("a rejected token string is an error at once", async () => {
  await using server = await serveRejecting(true);
  await expect(
    createClient({ token: "t-0123456789", baseUrl: server.url }).im.v1.chat.list(),
  ).rejects.toMatchObject({ kind: "auth" });
  expect(server.seen).toHaveLength(1);
});

test("a token function is called with refresh once for all rejected calls", async () => {
  await using server = await serve((request, response) => {
    const good = request.headers.authorization === "Bearer t-fresh";
    respond(
      response,
      good ? pageOf([], { has_more: false }) : { code: 99991677, msg: "expired" },
      good ? 200 : 401,
    );
  });
  const token = vi.fn(({ refresh }: { refresh: boolean }) => (refresh ? "t-fresh" : "t-stale"));
  const client = createClient({ token, baseUrl: server.url });
  await Promise.all(Array.from({ length: 5 }, () => client.im.v1.chat.list()));
  expect(token.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1);
  expect(server.seen).toHaveLength(10);
});

test("a token function that fails to refresh is called again by the next call", async () => {
  await using server = await serve((request, response) => {
    const good = request.headers.authorization === "Bearer t-fresh";
    respond(
      response,
      good ? pageOf([], { has_more: false }) : { code: 99991677, msg: "expired" },
      good ? 200 : 401,
    );
  });
  let refreshed = 0;
  const token = ({ refresh }: { refresh: boolean }): string => {
    if (!refresh) return "t-stale";
    if ((refreshed += 1) === 1) throw new Error("vault is sealed");
    return "t-fresh";
  };
  const client = createClient({ token, baseUrl: server.url });
  await expect(client.im.v1.chat.list()).rejects.toThrow("vault is sealed");
  expect((await client.im.v1.chat.list()).items).toEqual([]);
  expect(refreshed).toBe(2);
});

test.each([
  ["no token", { code: 0, msg: "ok", expire: 7200 }],
  ["a token that no header can carry", { code: 0, msg: "ok", tenant_access_token: "t-\n", expire: 7200 }],
  ["no expire", { code: 0, msg: "ok", tenant_access_token: "t-0123456789" }],
  [
    "an expire that is no number",
    { code: 0, msg: "ok", tenant_access_token: "t-0123456789", expire: "soon" },
  ],
])("a token response with %s is an error, not a request without a token", async (_what, body) => {
  await using server = await serveTokens(() => body);
  const error = await createClient({ ...app, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "FeishuResponseError",
    operation: "auth.v3.tenantAccessToken.internal",
    reason: "invalid_envelope",
  });
  expect(server.seen).toHaveLength(1);
});

test("walks that fail on the same token request have their own resumeFrom", async () => {
  await using server = await serveTokens(() => ({ code: 10014, msg: "app secret invalid" }));
  const { list } = createClient({ ...app, baseUrl: server.url }).im.v1.chat;
  const errors = await Promise.all(
    [{ page_token: "a" }, { page_token: "b" }, {}].map((params) =>
      list(params).catch((reason: unknown) => reason),
    ),
  );
  expect(tokenRequests(server)).toBe(1);
  expect(errors.map((error) => (error as FeishuApiError).resumeFrom)).toEqual(["a", "b", undefined]);
  for (const error of errors) {
    expect(error).toBeInstanceOf(FeishuApiError);
    expect(error).toMatchObject({ name: "FeishuApiError", code: 10014, kind: "auth" });
    expect((error as Error).stack).toContain(
      "auth.v3.tenantAccessToken.internal: 200 [10014] app secret invalid",
    );
  }
});
