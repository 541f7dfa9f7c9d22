// Facts that `spec/evidence.md` grades as documented or recorded and that no other test file covers.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { allowed, ask, signedIn } from "./support.ts";

const list = "/im/v1/chats";
const largest = allowed("page_size").maximum;
let mock: Mock;
beforeAll(async () => void (mock = await startMock({ chats: largest + 30 })));
afterAll(() => mock.close());

/** Sends a request to a new mock. */
async function askNew(options: MockOptions, path: string, bearer = "t-mock"): ReturnType<typeof ask> {
  await using started = await startMock({ chats: 2, ...options });
  return await ask(started, path, { headers: { authorization: `Bearer ${bearer}` } });
}

describe("the list", () => {
  test.each(["t-mock", "u-mock", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln", `t-${"x".repeat(4000)}`])(
    "accepts tenant and user tokens, short and long: %.12s",
    async (token) => {
      const { status, body } = await ask(mock, list, { headers: { authorization: `Bearer ${token}` } });
      expect([status, body.code]).toEqual([200, 0]);
    },
  );

  test.each(["im:chat", "im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly"])(
    "accepts any of its four scopes: %s",
    async (scope) => {
      expect((await askNew({ app: { scopes: [scope] } }, list)).body.code).toBe(0);
    },
  );

  test("defaults to 20 chats, the order of creation and owners' open ids", async () => {
    const { data } = (await ask(mock, list)).body;
    const explicit = await ask(mock, `${list}?page_size=20&sort_type=ByCreateTimeAsc&user_id_type=open_id`);
    expect(data.items).toHaveLength(20);
    expect(data.items).toEqual(explicit.body.data.items);
    expect(data.items.find((chat) => chat["owner_id"])).toMatchObject({ owner_id_type: "open_id" });
  });

  test("accepts page sizes from 1 to the maximum of the contract", async () => {
    expect((await ask(mock, `${list}?page_size=1`)).body.data.items).toHaveLength(1);
    expect((await ask(mock, `${list}?page_size=${largest}`)).body.data.items).toHaveLength(largest);
  });

  test("ignores unknown parameters such as `types`", async () => {
    expect((await ask(mock, `${list}?types=p2p&whatever=1`)).body.code).toBe(0);
  });

  test("returns every documented field, and no owner for chats of bots", async () => {
    const { items } = (await ask(mock, `${list}?page_size=${largest}`)).body.data;
    for (const chat of items) {
      expect(chat).toMatchObject({
        chat_id: expect.stringMatching(/^oc_[0-9a-f]{32}$/),
        avatar: expect.stringMatching(/^https:\/\//),
        name: expect.any(String),
        description: expect.any(String),
        external: expect.any(Boolean),
        tenant_key: expect.stringMatching(/^[0-9a-f]{16}$/),
        chat_status: expect.stringMatching(/^(normal|dissolved|dissolved_save)$/),
      });
      expect("owner_id" in chat).toBe("owner_id_type" in chat);
    }
    expect(items.some((chat) => !("owner_id" in chat))).toBe(true);
  });

  test("returns page tokens that must be percent-encoded, and an empty one on the last page", async () => {
    const first = (await ask(mock, `${list}?page_size=${largest}`)).body.data;
    expect([first.has_more, first.page_token]).toEqual([true, expect.stringMatching(/==$/)]);
    const last = await ask(
      mock,
      `${list}?page_size=${largest}&page_token=${encodeURIComponent(first.page_token)}`,
    );
    expect([last.body.data.has_more, last.body.data.page_token]).toEqual([false, ""]);
  });
});

const missing = "Missing access token for authorization. Please make a request with token attached.";
const invalid = "Invalid access token for authorization. Please make a request with token attached.";
const strict = { strictAuth: true };
const errors: [description: string, options: MockOptions, bearer: string, code: number, msg: string][] = [
  ["no token", {}, "", 99991661, missing],
  ["an invalid tenant token", strict, "t-bogus", 99991663, invalid],
  ["an invalid user token", strict, "u-bogus", 99991668, invalid],
  ["an invalid JWT", strict, "eyJib2d1cyI6MX0", 99991668, invalid],
  ["another prefix", {}, "a-bogus", 99991671, "Invalid token: must start with t-/u-"],
  [
    "an app without the scope",
    { app: { scopes: [] } },
    "t-mock",
    99991672,
    "Access denied. One of the following scopes is required: [",
  ],
  [
    "an app without the bot ability",
    { app: { botAbility: false } },
    "t-mock",
    232025,
    "Bot ability is not activated.",
  ],
  [
    "an app that is not installed",
    { app: { installed: false } },
    "t-mock",
    232034,
    "The app is unavailable or inactivated by the tenant.",
  ],
];

describe("errors", () => {
  test.each(errors)("%s", async (_, options, bearer, code, msg) => {
    await using started = await startMock({ chats: 1, ...options });
    const headers = bearer === "" ? {} : { authorization: `Bearer ${bearer}` };
    const response = await ask(started, list, { headers });
    expect([response.status, response.body.code]).toEqual([400, code]);
    expect(response.body.msg).toContain(msg);
    expect(response.headers.get("x-tt-logid")).toBe(response.body.error.log_id);
  });

  test("an expired user token, under 401", async () => {
    const user = mock.issueUserToken({ expiresIn: 1 });
    mock.advance(1000);
    const { status, body } = await ask(mock, list, { headers: { authorization: `Bearer ${user}` } });
    expect([status, body.code, body.msg]).toEqual([
      401,
      99991677,
      "Authentication token expired. Please request a new one.",
    ]);
  });

  test("a scope that the user did not grant", async () => {
    const user = mock.issueUserToken({ scopes: [] });
    const { body } = await ask(mock, list, { headers: { authorization: `Bearer ${user}` } });
    expect(body.code).toBe(99991679);
    const violation = { type: "action_privilege_required", subject: "im:chat" };
    expect(body.error.permission_violations).toContainEqual(violation);
  });

  test("a deleted app", async () => {
    await using started = await startMock({ chats: 1 });
    started.app.exists = false;
    expect((await ask(started, list)).body).toMatchObject({
      code: 232004,
      msg: "Such an app does NOT exist.",
    });
  });

  test("a foreign page token", async () => {
    const { status, body } = await ask(mock, `${list}?page_token=bm90bWluZQ==`);
    expect([status, body.code, body.msg]).toEqual([
      400,
      232001,
      "Your request contains an invalid request parameter.",
    ]);
  });

  test("the rate limit, with its headers and without `error`", async () => {
    const { status, headers, body } = await ask(mock, list, { headers: { ...signedIn, prefer: "code=429" } });
    expect([status, body.code, body.msg]).toEqual([429, 99991400, "request trigger frequency limit"]);
    expect(headers.get("x-ogw-ratelimit-limit")).toMatch(/^\d+$/);
    expect(headers.get("x-ogw-ratelimit-reset")).toMatch(/^\d+(\.\d+)?$/);
    expect(body).not.toHaveProperty("error");
  });

  test("a 504 of the gateway without JSON", async () => {
    const { status, text } = await ask(mock, list, { headers: { prefer: "code=504" } });
    expect([status, text.startsWith("{")]).toEqual([504, false]);
  });
});

test("a log id has 14 digits of time in China and 20 hexadecimal digits", async () => {
  const response = await askNew({ now: () => Date.UTC(2026, 0, 31, 20, 5, 9) }, list);
  expect(response.headers.get("x-tt-logid")).toMatch(/^20260201040509[0-9A-F]{20}$/);
});
