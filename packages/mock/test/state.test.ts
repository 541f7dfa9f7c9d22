import { afterEach, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { contract } from "../src/generated/contract.ts";
import { objectOr } from "../src/util/json.ts";
import { ask, temporaryFile, walk } from "./support.ts";

const chats = "/im/v1/chats";
let mock: Mock;
afterEach(() => mock.close());

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock({ chats: 3, ...options });
}

async function token(
  app_id = "cli_a1",
  app_secret = "s",
): Promise<{ code: number; tenant_access_token: string; expire: number }> {
  const { text } = await ask(mock, "/auth/v3/tenant_access_token/internal", {
    method: "POST",
    body: JSON.stringify({ app_id, app_secret }),
  });
  return JSON.parse(text);
}

const codeWith = async (bearer: string): Promise<[status: number, code: number]> => {
  const { status, body } = await ask(mock, chats, { headers: { authorization: `Bearer ${bearer}` } });
  return [status, body.code];
};

test("chats are made, renamed, dissolved, touched, left and joined while it runs", async () => {
  await start();
  const [first, second] = (await walk(mock, {})) as string[];
  const made = mock.chats.create({ name: "新群", owner_id: null });
  expect(await walk(mock, {})).toEqual([first, second, expect.anything(), made.chat_id]);
  expect((await walk(mock, { sort_type: "ByActiveTimeDesc" }))[0]).toBe(made.chat_id);
  mock.chats.change(made.chat_id, { name: "改名", owner_id: "4d7a3c6g", owner_id_type: "user_id" });
  mock.chats.dissolve(first!, { keep: true });
  mock.chats.leave(second!);
  mock.chats.touch(first!);
  const { items } = (await ask(mock, `${chats}?user_id_type=user_id`)).body.data;
  expect(items.map(({ chat_id }) => chat_id)).not.toContain(second);
  expect(items[0]).toMatchObject({ chat_id: first, chat_status: "dissolved_save" });
  expect(items.at(-1)).toMatchObject({ name: "改名", owner_id: "4d7a3c6g", owner_id_type: "user_id" });
  expect((await walk(mock, { sort_type: "ByActiveTimeDesc" }))[0]).toBe(first);
  mock.chats.join(second!);
  expect((await walk(mock, { sort_type: "ByActiveTimeDesc" }))[0]).toBe(second);
  expect(mock.chats.dissolve(second!)).toMatchObject({ chat_id: second, chat_status: "dissolved" });
  expect((await walk(mock, {})).slice(0, 2)).toEqual([first, second]);
  expect(() => mock.chats.touch("oc_nothing")).toThrow("the tenant has no chat oc_nothing");
  mock.reset();
  expect((await walk(mock, {})).length).toBe(3);
});

test("own chats are served as they are given, in their order", async () => {
  const chat_id = `oc_${"a".repeat(32)}`;
  await start({
    chats: [
      { chat_id, name: "一", external: true, owner_id: "ou_1" },
      { name: "二", owner_id: null },
    ],
  });
  const { items } = (await ask(mock, chats)).body.data;
  expect(items[0]).toMatchObject({
    chat_id,
    name: "一",
    external: true,
    owner_id: "ou_1",
    owner_id_type: "open_id",
  });
  expect(items[1]).not.toHaveProperty("owner_id");
  expect(items.length).toBe(2);
});

test.each<[unknown, string]>([
  [[{ name: 1 }], "chats[0].name must be a text"],
  [[{}, { chat_id: "oc_1" }], "chats[1].chat_id must be oc_ and 32 hexadecimal digits"],
  [[{ titel: "x" }], "chats[0].titel is unknown; known: chat_id, "],
  [[1], "chats[0] must be an object"],
])("chats %j are refused with the place", async (given, told) => {
  await expect(startMock({ chats: given as never })).rejects.toThrow(told);
  await start({ listen: false });
});

test("a tenant token is the same until half an hour is left, then a new one beside it", async () => {
  let now = 0;
  await start({ now: () => now });
  const first = await token();
  now = 3_000_000;
  expect(await token()).toEqual({ ...first, expire: 4200 });
  now = 5_400_001;
  const second = await token();
  expect([second.tenant_access_token === first.tenant_access_token, second.expire]).toEqual([false, 7200]);
  expect([await codeWith(first.tenant_access_token), await codeWith(second.tenant_access_token)]).toEqual([
    [200, 0],
    [200, 0],
  ]);
  mock.advance(1_800_000);
  expect(await codeWith(first.tenant_access_token)).toEqual([400, 99991663]);
  expect(await codeWith(second.tenant_access_token)).toEqual([200, 0]);
});

test.each([-5, Number.NaN])("a token that lasts %d seconds is not issued", async (expiresIn) => {
  await start();
  expect(() => mock.issueUserToken({ expiresIn })).toThrow(
    `expiresIn must be seconds from now, 0 or more, got ${expiresIn}`,
  );
});

test("a user's token ends with 401, and a revoked one is invalid", async () => {
  await start();
  const user = mock.issueUserToken({ expiresIn: 60 });
  expect(await codeWith(user)).toEqual([200, 0]);
  mock.advance(60_000);
  expect(await codeWith(user)).toEqual([401, 99991677]);
  const other = mock.issueUserToken();
  expect(mock.revokeToken(other)).toBe(true);
  expect(await codeWith(other)).toEqual([400, 99991668]);
});

test("strict authentication takes only what was issued", async () => {
  await start({ strictAuth: true });
  expect([await codeWith("t-mock"), await codeWith("u-mock"), await codeWith("eyJhbGciOiJ9.e30.x")]).toEqual([
    [400, 99991663],
    [400, 99991668],
    [400, 99991668],
  ]);
  expect(await codeWith((await token()).tenant_access_token)).toEqual([200, 0]);
});

test("apps have secrets, scopes and states of their own", async () => {
  await start({
    apps: {
      cli_good: { secret: "right" },
      cli_botless: { botAbility: false },
      cli_absent: { installed: false },
      cli_scopeless: { scopes: [] },
    },
  });
  expect([(await token("cli_other")).code, (await token("cli_good", "wrong")).code]).toEqual([10003, 10014]);
  const codeOf = async (app: string, secret = "s"): Promise<number> =>
    (await codeWith((await token(app, secret)).tenant_access_token))[1];
  expect([
    await codeOf("cli_good", "right"),
    await codeOf("cli_botless"),
    await codeOf("cli_absent"),
    await codeOf("cli_scopeless"),
  ]).toEqual([0, 232025, 232034, 99991672]);
  const { tenant_access_token } = await token("cli_good", "right");
  mock.apps["cli_good"]!.exists = false;
  expect([(await codeWith(tenant_access_token))[1], (await token("cli_good", "right")).code]).toEqual([
    232004, 10003,
  ]);
});

test("a user who did not grant the scope is told so", async () => {
  await start();
  const user = mock.issueUserToken({ scopes: ["contact:contact:readonly"] });
  const { body } = await ask(mock, chats, { headers: { authorization: `Bearer ${user}` } });
  expect(body.code).toBe(99991679);
  expect(body.error.permission_violations).toContainEqual({
    type: "action_privilege_required",
    subject: "im:chat",
  });
});

test("the usual app's state may change while it runs", async () => {
  await start();
  mock.app.botAbility = false;
  expect((await codeWith("t-mock"))[1]).toBe(232025);
  mock.reset();
  expect((await codeWith("t-mock"))[1]).toBe(0);
});

test("the rate limit has both windows of the contract, tells when there is room, and no more", async () => {
  let now = 1_000_000;
  await start({ rateLimit: true, now: () => now, listen: false });
  const once = async (): Promise<Response> =>
    mock.fetch(mock.url + chats, { headers: { authorization: "Bearer t-mock" } });
  for (let index = 0; index < 50; index += 1) expect((await once()).status).toBe(200);
  const full = await once();
  expect(await full.json()).toEqual({ code: 99991400, msg: "request trigger frequency limit" });
  expect([
    full.status,
    full.headers.get("x-ogw-ratelimit-limit"),
    full.headers.get("x-ogw-ratelimit-reset"),
  ]).toEqual([429, "50", "1"]);
  for (let second = 1; second < 20; second += 1) {
    now += 1000;
    for (let index = 0; index < 50; index += 1) expect((await once()).status).toBe(200);
  }
  now += 1000;
  const minute = await once();
  expect([
    minute.status,
    minute.headers.get("x-ogw-ratelimit-limit"),
    minute.headers.get("x-ogw-ratelimit-reset"),
  ]).toEqual([429, "1000", "40"]);
});

test.each([
  [{ per_second: 2 }, "1"],
  [{ per_minute: 2 }, "60"],
])("a contract may limit by one window alone: %j", async (limits, reset) => {
  const document = structuredClone(contract);
  const list = objectOr(objectOr(objectOr(document["paths"])["/im/v1/chats"])["get"]);
  const own = { ...document, paths: { "/im/v1/chats": { get: { ...list, "x-rate-limit": limits } } } };
  const path = await temporaryFile("openapi.json", JSON.stringify(own));
  await start({ contract: path, rateLimit: true, now: () => 1_000_000 });
  expect([await codeWith("t-mock"), await codeWith("t-mock")]).toEqual([
    [200, 0],
    [200, 0],
  ]);
  const { headers, body } = await ask(mock, chats);
  expect([body.code, headers.get("x-ogw-ratelimit-limit"), headers.get("x-ogw-ratelimit-reset")]).toEqual([
    99991400,
    "2",
    reset,
  ]);
});

test.each([
  ["empty", ""],
  ["absent", undefined],
  ["token", expect.stringMatching(/==$/)],
] as const)("a last page's token may be %s", async (lastPageToken, wanted) => {
  await start({ quirks: { lastPageToken } });
  const { data } = (await ask(mock, chats)).body;
  expect([data.has_more, data.page_token]).toEqual([false, wanted]);
});

test("the log shows no token and no secret, wherever a request brings it", async () => {
  await start({ listen: false, apps: { cli_a1: { secret: "Sup3rS3cretValue" } } });
  const { url } = mock;
  const issued = mock.issueUserToken({ appId: "cli_a1" });
  const headers = { authorization: `Bearer ${issued}`, "x-api-key": "key-of-a-proxy" };
  const queries = [
    `filter=${encodeURIComponent(JSON.stringify({ token: issued }))}`,
    `page_token=${issued}`,
    `ids=x${issued}`,
    "app_secret=opensesame1",
  ];
  for (const query of queries) await mock.fetch(`${url}${chats}?${query}`, { headers });
  const bodies = [
    { app_secret: ["opensesame2"] },
    { appSecret: "opensesame3", verification_token: "opensesame4" },
    { app_secret: { v: "opensesame5" }, password: "opensesame6", note: "Sup3rS3cretValue" },
  ];
  for (const body of bodies)
    await mock.fetch(`${url}/auth/v3/tenant_access_token/internal`, {
      method: "POST",
      body: JSON.stringify(body),
    });
  const log = JSON.stringify(mock.requests);
  expect(mock.requests).toHaveLength(7);
  expect(log).not.toMatch(/opensesame|Sup3rS3cret|key-of-a-proxy/);
  expect(log).not.toContain(issued.slice(2));
});

test("a bad parameter may be told with 232001", async () => {
  await start({ quirks: { badParameter: 232001 } });
  expect((await ask(mock, `${chats}?page_size=0`)).body.code).toBe(232001);
});
