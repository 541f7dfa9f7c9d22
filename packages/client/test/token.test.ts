import { expect, test, vi } from "vitest";
import { createClient, FeishuApiError } from "../src/index.ts";
import { appToken } from "../src/token.ts";
import { answer, pageOf, serve, type TestServer } from "./support/server.ts";

const app = { appId: "cli_a", appSecret: "the-secret" };

function serveTokens(issue: (index: number) => unknown, status = 200): Promise<TestServer> {
  let issued = 0;
  return serve((request, response) =>
    request.path.endsWith("/internal")
      ? setTimeout(() => answer(response, issue(issued++), status), 5)
      : answer(response, pageOf([], { has_more: false })),
  );
}

const tokenRequests = (server: TestServer): number =>
  server.seen.filter(({ path }) => path.endsWith("/internal")).length;

test("a text is sent as it is", async () => {
  await using server = await serveTokens(() => ({}));
  await createClient({ token: "u-7f1bcd13fc57d46bac21793a18e560", baseUrl: server.url }).im.v1.chat.list();
  expect(server.seen[0]?.headers.authorization).toBe("Bearer u-7f1bcd13fc57d46bac21793a18e560");
});

test("a function is asked before every request", async () => {
  await using server = await serveTokens(() => ({}));
  const token = vi.fn(async () => `t-${token.mock.calls.length}`);
  const client = createClient({ token, baseUrl: server.url });
  await client.im.v1.chat.list();
  await client.im.v1.chat.list();
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer t-1", "Bearer t-2"]);
});

test("what a token function throws is rethrown untouched", async () => {
  const reason = new Error("vault is sealed");
  await expect(createClient({ token: () => Promise.reject(reason) }).im.v1.chat.list()).rejects.toBe(reason);
});

test("ten concurrent first calls ask for one token, and later calls use it", async () => {
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

test("a token is kept until five minutes before its end, or a tenth of a shorter life", async () => {
  let now = 0;
  let expire = 7200;
  const issue = vi.fn(async () => ({
    code: 0 as const,
    msg: "ok",
    tenant_access_token: `t-${issue.mock.calls.length}`,
    expire,
  }));
  const token = appToken(issue, () => now);
  expect(await token()).toBe("t-1");
  now = 7200_000 - 300_000 - 1;
  expect(await token()).toBe("t-1");
  now += 1;
  expire = 100;
  expect(await token()).toBe("t-2");
  now += 89_999;
  expect(await token()).toBe("t-2");
  now += 1;
  expect(await token()).toBe("t-3");
});

test.each([
  ["no token", { code: 0, msg: "ok", expire: 7200 }],
  ["a token that no header can carry", { code: 0, msg: "ok", tenant_access_token: "t-\n", expire: 7200 }],
  ["no expire", { code: 0, msg: "ok", tenant_access_token: "t-0123456789" }],
  [
    "an expire that is no number",
    { code: 0, msg: "ok", tenant_access_token: "t-0123456789", expire: "soon" },
  ],
])("a token answer with %s is an error, not a request without a token", async (_what, body) => {
  await using server = await serveTokens(() => body);
  const error = await createClient({ ...app, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "FeishuResponseError",
    operation: "auth.v3.tenantAccessToken.internal",
    fault: "no_envelope",
  });
  expect(server.seen).toHaveLength(1);
});

test("walks that fail on the same token request do not see each other's place", async () => {
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
