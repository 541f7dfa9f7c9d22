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

test("creates, changes, dissolves, touches, leaves and joins chats", async () => {
  await start();
  const [first, second] = (await walk(mock, {})) as string[];
  const created = mock.chats.create({ name: "新群", owner_id: null });
  expect(await walk(mock, {})).toEqual([first, second, expect.anything(), created.chat_id]);
  expect((await walk(mock, { sort_type: "ByActiveTimeDesc" }))[0]).toBe(created.chat_id);
  mock.chats.change(created.chat_id, { name: "改名", owner_id: "4d7a3c6g", owner_id_type: "user_id" });
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

test("serves the given chats in their order", async () => {
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
  [[{ name: 1 }], "chats[0].name must be a string"],
  [[{}, { chat_id: "oc_1" }], "chats[1].chat_id must be oc_ and 32 hexadecimal digits"],
  [[{ titel: "x" }], "chats[0].titel is unknown; known: chat_id, "],
  [[1], "chats[0] must be an object"],
])("rejects the chats %j with %s", async (invalid, message) => {
  await expect(startMock({ chats: invalid as never })).rejects.toThrow(message);
  await start({ listen: false });
});

test.each([-5, Number.NaN])("rejects a token lifetime of %d seconds", async (expiresIn) => {
  await start();
  expect(() => mock.issueUserToken({ expiresIn })).toThrow(
    `expiresIn must be seconds, 0 or more, got ${expiresIn}`,
  );
});

test("each app has its own secret, scopes and state", async () => {
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

test("the state of the default app can change while the mock runs", async () => {
  await start();
  mock.app.botAbility = false;
  expect((await codeWith("t-mock"))[1]).toBe(232025);
  mock.reset();
  expect((await codeWith("t-mock"))[1]).toBe(0);
});

test("applies both windows of the rate limit in the contract, with the rate-limit headers", async () => {
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
])("applies a rate limit with a single window: %j", async (limits, reset) => {
  const document = structuredClone(contract);
  const list = objectOr(objectOr(objectOr(document["paths"])["/im/v1/chats"])["get"]);
  const changed = { ...document, paths: { "/im/v1/chats": { get: { ...list, "x-rate-limit": limits } } } };
  const path = await temporaryFile("openapi.json", JSON.stringify(changed));
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
] as const)("the page_token of the last page can be %s", async (lastPageToken, expected) => {
  await start({ quirks: { lastPageToken } });
  const { data } = (await ask(mock, chats)).body;
  expect([data.has_more, data.page_token]).toEqual([false, expected]);
});

test("redacts tokens and secrets anywhere in a request", async () => {
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

test("the code of an invalid parameter can be 232001", async () => {
  await start({ quirks: { badParameter: 232001 } });
  expect((await ask(mock, `${chats}?page_size=0`)).body.code).toBe(232001);
});
