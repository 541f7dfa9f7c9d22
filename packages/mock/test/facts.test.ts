// What `spec/evidence.md` grades as documented or recorded, fact by fact. Guesses are not here: the readme lists them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { allowed, ask, signedIn, walk } from "./support.ts";

const list = "/im/v1/chats";
const tokenPath = "/auth/v3/tenant_access_token/internal";
const most = allowed("page_size").maximum;
let mock: Mock;
beforeAll(async () => void (mock = await startMock({ chats: most + 30 })));
afterAll(() => mock.close());

/** What a request gets from a mock of its own. */
async function askNew(options: MockOptions, path: string, bearer = "t-mock"): ReturnType<typeof ask> {
  await using own = await startMock({ chats: 2, ...options });
  return await ask(own, path, { headers: { authorization: `Bearer ${bearer}` } });
}

describe("the list", () => {
  test.each(["t-mock", "u-mock", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln", `t-${"x".repeat(4000)}`])(
    "takes a tenant's and a user's token, short and long: %.12s",
    async (token) => {
      const { status, body } = await ask(mock, list, { headers: { authorization: `Bearer ${token}` } });
      expect([status, body.code]).toEqual([200, 0]);
    },
  );

  test.each(["im:chat", "im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly"])(
    "needs one of four scopes: %s is enough",
    async (scope) => {
      expect((await askNew({ app: { scopes: [scope] } }, list)).body.code).toBe(0);
    },
  );

  test("has a default page of 20, ordered by creation, with owners' open ids", async () => {
    const { data } = (await ask(mock, list)).body;
    const explicit = await ask(mock, `${list}?page_size=20&sort_type=ByCreateTimeAsc&user_id_type=open_id`);
    expect(data.items).toHaveLength(20);
    expect(data.items).toEqual(explicit.body.data.items);
    expect(data.items.find((chat) => chat["owner_id"])).toMatchObject({ owner_id_type: "open_id" });
  });

  test("has pages of 1 to what the contract allows", async () => {
    expect((await ask(mock, `${list}?page_size=1`)).body.data.items).toHaveLength(1);
    expect((await ask(mock, `${list}?page_size=${most}`)).body.data.items).toHaveLength(most);
  });

  test("ignores parameters that it does not know, such as the later `types`", async () => {
    expect((await ask(mock, `${list}?types=p2p&whatever=1`)).body.code).toBe(0);
  });

  test("has every field of the documentation, in the documented form, and no owner where a bot owns", async () => {
    const { items } = (await ask(mock, `${list}?page_size=${most}`)).body.data;
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

  test("has page tokens that must be percent-encoded, and a last page with an empty one", async () => {
    const first = (await ask(mock, `${list}?page_size=${most}`)).body.data;
    expect([first.has_more, first.page_token]).toEqual([true, expect.stringMatching(/==$/)]);
    const last = await ask(
      mock,
      `${list}?page_size=${most}&page_token=${encodeURIComponent(first.page_token)}`,
    );
    expect([last.body.data.has_more, last.body.data.page_token]).toEqual([false, ""]);
  });

  test("by activity, loses the chat that a newly active one pushes over the border; walking again has it", async () => {
    const own = await startMock({ chats: 30 });
    const sort = `${list}?sort_type=ByActiveTimeDesc&page_size=10`;
    const order = await walk(own, { sort_type: "ByActiveTimeDesc" });
    const { page_token } = (await ask(own, sort)).body.data;
    own.chats.touch(String(order[25]));
    const rest = await ask(
      own,
      `${sort.replace("=10", "=100")}&page_token=${encodeURIComponent(page_token)}`,
    );
    expect(rest.body.data.items.map((chat) => chat["chat_id"])).not.toContain(order[25]);
    expect((await walk(own, { sort_type: "ByActiveTimeDesc" }))[0]).toBe(order[25]);
    await own.close();
  });
});

const refusals: [
  what: string,
  options: MockOptions,
  bearer: string | undefined,
  status: number,
  code: number,
  msg: string,
][] = [
  [
    "no token",
    {},
    undefined,
    400,
    99991661,
    "Missing access token for authorization. Please make a request with token attached.",
  ],
  [
    "a bad tenant token",
    { strictAuth: true },
    "t-bogus",
    400,
    99991663,
    "Invalid access token for authorization. Please make a request with token attached.",
  ],
  [
    "a bad user token",
    { strictAuth: true },
    "u-bogus",
    400,
    99991668,
    "Invalid access token for authorization. Please make a request with token attached.",
  ],
  [
    "a bogus JWT",
    { strictAuth: true },
    "eyJib2d1cyI6MX0",
    400,
    99991668,
    "Invalid access token for authorization. Please make a request with token attached.",
  ],
  ["another prefix", {}, "a-bogus", 400, 99991671, "Invalid token: must start with t-/u-"],
  [
    "a scope that the app lacks",
    { app: { scopes: [] } },
    "t-mock",
    400,
    99991672,
    "Access denied. One of the following scopes is required: [",
  ],
  [
    "an app without its bot ability",
    { app: { botAbility: false } },
    "t-mock",
    400,
    232025,
    "Bot ability is not activated.",
  ],
  [
    "an app that is not installed",
    { app: { installed: false } },
    "t-mock",
    400,
    232034,
    "The app is unavailable or inactivated by the tenant.",
  ],
];

describe("refusals", () => {
  test.each(refusals)("%s", async (_what, options, bearer, status, code, msg) => {
    await using own = await startMock({ chats: 1, ...options });
    const answer = await ask(
      own,
      list,
      bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } },
    );
    expect([answer.status, answer.body.code, answer.body.msg]).toEqual([
      status,
      code,
      expect.stringContaining(msg),
    ]);
    expect(answer.headers.get("x-tt-logid")).toBe(answer.body.error.log_id);
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
    expect([body.code, body.error.permission_violations[0]?.type]).toEqual([
      99991679,
      "action_privilege_required",
    ]);
  });

  test("an app that is gone", async () => {
    await using own = await startMock({ chats: 1 });
    own.app.exists = false;
    expect((await ask(own, list)).body).toMatchObject({ code: 232004, msg: "Such an app does NOT exist." });
  });

  test("an invalid parameter of the operation itself: a page token that is not its own", async () => {
    const { status, body } = await ask(mock, `${list}?page_token=bm90bWluZQ==`);
    expect([status, body.code, body.msg]).toEqual([
      400,
      232001,
      "Your request contains an invalid request parameter.",
    ]);
  });

  test("the rate limit, with its headers and without an `error` member", async () => {
    const { status, headers, body } = await ask(mock, list, { headers: { ...signedIn, prefer: "code=429" } });
    expect([status, body.code, body.msg]).toEqual([429, 99991400, "request trigger frequency limit"]);
    expect(headers.get("x-ogw-ratelimit-limit")).toMatch(/^\d+$/);
    expect(headers.get("x-ogw-ratelimit-reset")).toMatch(/^\d+(\.\d+)?$/);
    expect(body).not.toHaveProperty("error");
  });

  const violations: [query: string, description: string][] = [
    ["user_id_type=email", `user_id_type is optional, options: [${allowed("user_id_type").enum.join(",")}]`],
    [`page_size=${most + 1}`, `the max value is ${most}`],
    ["page_size=0", "the min value is 1"],
  ];

  test.each(violations)("a field that the gateway refuses: %s", async (query, description) => {
    const { status, body } = await ask(mock, `${list}?${query}`);
    const [field, value] = query.split("=");
    expect([status, body.code, body.msg]).toEqual([400, 99992402, "field validation failed"]);
    expect(body.error.field_violations).toEqual([{ field, value, description }]);
  });

  test("authentication comes before the parameters", async () => {
    expect((await ask(mock, `${list}?page_size=0`, {})).body.code).toBe(99991661);
  });

  test.each([
    ["GET", "/im/v1/chat"],
    ["POST", list],
    ["DELETE", list],
  ])("an unknown path or method, as text: %s %s", async (method, path) => {
    const { status, headers, text } = await ask(mock, path, { method, headers: signedIn });
    expect([status, headers.get("content-type"), text]).toEqual([404, "text/plain", "404 page not found"]);
  });

  test("a gateway's 504 with no JSON in it", async () => {
    const { status, text } = await ask(mock, list, { headers: { prefer: "code=504" } });
    expect([status, text.startsWith("{")]).toEqual([504, false]);
  });
});

test("a log id is a time stamp of 14 digits, in China's time, and 20 upper-case hexadecimal digits", async () => {
  const answer = await askNew({ now: () => Date.UTC(2026, 0, 31, 20, 5, 9) }, list);
  expect(answer.headers.get("x-tt-logid")).toMatch(/^20260201040509[0-9A-F]{20}$/);
});

describe("tenant tokens", () => {
  const post = async (
    from: Mock,
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const { status, text } = await ask(from, tokenPath, { method: "POST", body: JSON.stringify(body) });
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };

  test("stand at the top level and live for two hours", async () => {
    expect((await post(mock, { app_id: "cli_a1", app_secret: "s" })).body).toEqual({
      code: 0,
      msg: "ok",
      tenant_access_token: expect.stringMatching(/^t-/),
      expire: 7200,
    });
  });

  test("asked for again are the same with half an hour left, new with less, and the old one stays valid", async () => {
    await using own = await startMock({ chats: 1, now: () => 0, strictAuth: true });
    const ask1 = async (): Promise<Record<string, unknown>> =>
      (await post(own, { app_id: "cli_a1", app_secret: "s" })).body;
    const first = await ask1();
    own.advance(5_400_000);
    expect(await ask1()).toEqual({ ...first, expire: 1800 });
    own.advance(1);
    const second = await ask1();
    expect(second["tenant_access_token"]).not.toBe(first["tenant_access_token"]);
    for (const { tenant_access_token } of [first, second]) {
      const headers = { authorization: `Bearer ${String(tenant_access_token)}` };
      expect((await ask(own, list, { headers })).body.code).toBe(0);
    }
  });

  test("for an unknown or malformed app id, 10003 under 200", async () => {
    const refused = { status: 200, body: { code: 10003, data: {}, msg: "invalid param" } };
    expect(await post(mock, { app_id: "nonsense", app_secret: "s" })).toEqual(refused);
    await using own = await startMock({ apps: { cli_known: {} } });
    expect(await post(own, { app_id: "cli_unknown", app_secret: "s" })).toEqual(refused);
  });

  test("for a wrong secret, 10014 under 200", async () => {
    await using own = await startMock({ apps: { cli_known: { secret: "right" } } });
    expect(await post(own, { app_id: "cli_known", app_secret: "wrong" })).toEqual({
      status: 200,
      body: { code: 10014, msg: "app secret invalid" },
    });
  });
});
