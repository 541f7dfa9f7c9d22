import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { builtInContract } from "../src/contract/built-in.ts";
import { startMock } from "../src/index.ts";
import type { Mock, MockOptions } from "../src/index.ts";
import { ask, control, signedIn, walk } from "./support.ts";

const list = "im.v1.chat.list";
const chats = "/im/v1/chats";
let mock: Mock;
afterEach(() => mock.close());

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock({ chats: 5, ...options });
}

const codeOf = async (bearer = "t-mock"): Promise<number> =>
  (await ask(mock, chats, { headers: { authorization: `Bearer ${bearer}` } })).body.code;

test("health returns URL, version and contract", async () => {
  await start();
  const file = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  const { version } = JSON.parse(file) as { version: string };
  const { status, headers, body } = await control(mock, "GET", "health");
  expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    200,
    "application/json; charset=utf-8",
    "no-store",
  ]);
  expect(body).toEqual({ status: "ok", url: mock.url, version, contract: builtInContract.source });
});

test("returns the state without secrets", async () => {
  await start({
    seed: 7,
    rateLimit: { perSecond: 5 },
    apps: { cli_a: { secret: "hush", installed: false } },
  });
  mock.advance(5000);
  mock.fail(list, { code: 232025, times: 2 });
  mock.chats.leave(mock.chats.list()[0]!.chat_id);
  mock.issueUserToken({ appId: "cli_a" });
  await ask(mock, chats);
  const { body } = await control(mock, "GET", "state");
  expect(body).toMatchObject({
    url: mock.url,
    seed: 7,
    options: { strictAuth: false, rateLimit: { perSecond: 5 }, quirks: { lastPageToken: "empty" } },
    clock: { aheadMs: 5000 },
    app: { botAbility: true, installed: true, exists: true },
    tokens: { valid: 1 },
    chats: { listed: 4, left: 1, revision: 1 },
    requests: { kept: 1, dropped: 0 },
    rules: [{ id: 1, operation: list, code: 232025, times: 2, left: 1 }],
  });
  expect(body["apps"]).toEqual({
    cli_a: { ...mock.app, appId: undefined, secret: undefined, installed: false },
  });
  const { operations } = body as { operations: { id: string; failures: object[]; faults: string[] }[] };
  expect(operations.map(({ id }) => id).toSorted()).toEqual(["auth.v3.tenantAccessToken.internal", list]);
  const operation = operations.find(({ id }) => id === list)!;
  expect(operation).toMatchObject({
    method: "GET",
    path: chats,
    summary: "List the group chats that the token's user or bot is in",
    summaryZh: "获取用户或机器人所在的群列表",
    faults: ["reset", "silence", "stall", "truncate", "slow", "html"],
  });
  expect(operation.failures).toContainEqual({ code: 232025, status: 400, msg: expect.any(String) });
  expect(JSON.stringify(body)).not.toContain("hush");
});

test("returns the contract", async () => {
  await start();
  expect((await control(mock, "GET", "contract.json")).body).toEqual(builtInContract.document);
});

test("lists chats by offset and limit, and searches name, description and id, ignoring case", async () => {
  await start({
    chats: [
      { name: "Design (weekly)", description: "" },
      { name: "研发讨论群", description: "about DESIGN" },
      { chat_id: `oc_${"ab12".repeat(8)}`, name: "third", owner_id: null },
      { name: "研发 a.b*c", owner_id: "ou_x", external: true, chat_status: "dissolved" },
    ],
  });
  const names = async (query: string): Promise<[unknown, unknown[]]> => {
    const { total, items } = (await control(mock, "GET", `chats?${query}`)).body as {
      total: number;
      items: { name: string }[];
    };
    return [total, items.map(({ name }) => name)];
  };
  expect(await names("search=design")).toEqual([2, ["Design (weekly)", "研发讨论群"]]);
  expect(await names("search=DESIGN+(")).toEqual([1, ["Design (weekly)"]]);
  expect(await names(`search=${encodeURIComponent("研发")}`)).toEqual([2, ["研发讨论群", "研发 a.b*c"]]);
  expect(await names("search=AB12AB")).toEqual([1, ["third"]]);
  expect(await names(`search=${encodeURIComponent(".b*c")}`)).toEqual([1, ["研发 a.b*c"]]);
  expect(await names("search=.*")).toEqual([0, []]);
  expect(await names("offset=1&limit=2")).toEqual([4, ["研发讨论群", "third"]]);
  expect(await names("offset=9")).toEqual([4, []]);
  expect(await names("limit=0")).toEqual([4, []]);
  const { items } = (await control(mock, "GET", "chats?offset=2")).body as { items: object[] };
  const { chat_id, activeTime, createTime } = mock.chats.list()[3]!;
  expect(items[0]).toMatchObject({ chat_id: `oc_${"ab12".repeat(8)}`, owner_id: null });
  expect(items[1]).toEqual({
    chat_id,
    name: "研发 a.b*c",
    description: expect.any(String),
    avatar: expect.stringMatching(/^https:/),
    external: true,
    chat_status: "dissolved",
    owner_id: "ou_x",
    active_time: activeTime,
    create_time: createTime,
  });
});

test("searches and lists 100,000 chats quickly", async () => {
  await start({ chats: 100_000 });
  const took = async (query: string): Promise<number> => {
    const startedAt = performance.now();
    expect((await control(mock, "GET", `chats?${query}`)).status).toBe(200);
    return performance.now() - startedAt;
  };
  await took("search=design");
  // Each takes about 10 ms on an idle machine.
  expect(await took("search=nothing+like+it")).toBeLessThan(5000);
  expect(await took("offset=99900&limit=1000")).toBeLessThan(5000);
});

test("creates, changes, touches, leaves, joins and dissolves chats", async () => {
  await start();
  const [first] = (await walk(mock, {})) as string[];
  const created = await control(mock, "POST", "chats", { name: "新群", owner_id: null });
  expect([created.status, created.body["name"], created.body["owner_id"]]).toEqual([201, "新群", null]);
  expect((await control(mock, "POST", "chats")).status).toBe(201);
  const id = String(created.body["chat_id"]);
  const act = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await control(mock, method, `chats/${id}${path}`, body);
    expect([response.status, response.body["chat_id"]]).toEqual([200, id]);
    return response.body["chat_status"];
  };
  await act("PATCH", "", { name: "改名" });
  expect(mock.chats.list().find(({ chat_id }) => chat_id === id)).toMatchObject({ name: "改名" });
  await act("POST", "/touch");
  expect((await walk(mock, { sort_type: "ByActiveTimeDesc" }))[0]).toBe(id);
  await act("POST", "/leave");
  expect(await walk(mock, {})).not.toContain(id);
  const left = (await control(mock, "GET", "chats?left=true")).body;
  expect(left).toMatchObject({ total: 1, items: [{ chat_id: id }] });
  await act("POST", "/join", {});
  expect(await walk(mock, {})).toContain(id);
  expect(await act("POST", "/dissolve")).toBe("dissolved");
  expect(await act("POST", "/dissolve", { keep: true })).toBe("dissolved_save");
  expect((await control(mock, "POST", "reset")).status).toBe(204);
  expect(await walk(mock, {})).toHaveLength(5);
  expect((await walk(mock, {}))[0]).toBe(first);
});

test("lists requests after an id, and clears the log", async () => {
  await start();
  await ask(mock, chats);
  await ask(mock, `${chats}?page_size=0`);
  const all = (await control(mock, "GET", "requests")).body as { requests: { id: number }[] };
  expect(all).toMatchObject({
    dropped: 0,
    requests: [
      { id: 1, status: 200 },
      { id: 2, code: 99992402 },
    ],
  });
  expect(all.requests).toEqual(JSON.parse(JSON.stringify(mock.requests)));
  expect(JSON.stringify(all)).not.toContain(signedIn["authorization"]);
  expect((await control(mock, "GET", "requests?limit=1")).body).toMatchObject({ requests: [{ id: 1 }] });
  expect((await control(mock, "GET", "requests?after=1")).body).toEqual({
    dropped: 0,
    requests: all.requests.slice(1),
  });
  expect((await control(mock, "DELETE", "requests")).status).toBe(204);
  expect((await control(mock, "GET", "requests")).body).toEqual({ dropped: 0, requests: [] });
});

test("adds, lists and removes fault rules", async () => {
  await start();
  const rule = { operation: list, code: 232025, times: 1 };
  const added = await control(mock, "POST", "faults", rule);
  expect(added).toMatchObject({ status: 201, body: { ...rule, id: 1, left: 1 } });
  await control(mock, "POST", "faults", { operation: "*", code: 1500 });
  expect(await control(mock, "GET", "faults")).toMatchObject({ body: { rules: [{ id: 1 }, { id: 2 }] } });
  expect([await codeOf(), await codeOf()]).toEqual([232025, 1500]);
  expect((await control(mock, "DELETE", "faults/2")).status).toBe(204);
  expect(await codeOf()).toBe(0);
  expect(await control(mock, "DELETE", "faults/2")).toMatchObject({
    status: 404,
    body: { error: "there is no fault 2; GET /__mock/faults lists them" },
  });
  await control(mock, "POST", "faults", { operation: list, fault: "html", rate: 1, delay: [0, 1] });
  expect((await ask(mock, chats)).status).toBe(502);
  expect((await control(mock, "DELETE", "faults")).status).toBe(204);
  expect(await codeOf()).toBe(0);
});

test("advances the clock, which expires tokens, and revokes tokens", async () => {
  await start({ now: () => 1_000_000 });
  const issued = await control(mock, "POST", "tokens", { expiresIn: 60, scopes: ["im:chat:readonly"] });
  const token = String(issued.body["token"]);
  expect([issued.status, await codeOf(token)]).toEqual([201, 0]);
  expect((await control(mock, "GET", "clock")).body).toEqual({ now: 1_000_000, aheadMs: 0 });
  expect((await control(mock, "POST", "clock", { advanceMs: 60_000 })).body).toEqual({
    now: 1_060_000,
    aheadMs: 60_000,
  });
  expect(await codeOf(token)).toBe(99991677);
  const second = String((await control(mock, "POST", "tokens")).body["token"]);
  expect((await control(mock, "DELETE", "tokens", { token: second })).status).toBe(204);
  expect(await codeOf(second)).toBe(99991668);
  expect(await control(mock, "DELETE", "tokens", { token: "u-unknown" })).toMatchObject({
    status: 404,
    body: { error: "body.token: the mock did not issue this token" },
  });
});

test("changes apps", async () => {
  await start({ apps: { cli_a: { scopes: [] } } });
  const { body } = await control(mock, "PATCH", "app", { botAbility: false });
  expect(body).toMatchObject({ botAbility: false, installed: true, exists: true });
  expect(await codeOf()).toBe(232025);
  await control(mock, "PATCH", "app", { botAbility: true, installed: false });
  expect(await codeOf()).toBe(232034);
  await control(mock, "PATCH", "app", { installed: true, exists: false });
  expect(await codeOf()).toBe(232004);
  const token = String((await control(mock, "POST", "tokens", { appId: "cli_a" })).body["token"]);
  expect(await codeOf(token)).toBe(99991672);
  const changed = await control(mock, "PATCH", "apps/cli_a", { scopes: ["im:chat"] });
  expect(changed.body).toEqual({ scopes: ["im:chat"], botAbility: true, installed: true, exists: true });
  expect(await codeOf(token)).toBe(0);
  expect(await control(mock, "PATCH", "apps/cli_b", {})).toMatchObject({
    status: 404,
    body: { error: "the mock has no app cli_b; known: cli_a" },
  });
});

const invalid: [method: string, path: string, body: unknown, status: number, message: string][] = [
  ["GET", "nothing", undefined, 404, "nothing at /__mock/nothing; GET /__mock/openapi.json lists all paths"],
  ["GET", "", undefined, 404, "nothing at /__mock/"],
  ["GET", "chats/", undefined, 404, "nothing at /__mock/chats/"],
  ["GET", "health?x=1", undefined, 400, "query: x is unknown; known: none"],
  ["GET", "chats?limit=1001", undefined, 400, "query: limit must be an integer from 0 to 1000"],
  ["GET", "chats?limit=-1", undefined, 400, "query: limit must be an integer from 0 to 1000"],
  ["GET", "chats?offset=1e3", undefined, 400, "query: offset must be an integer from 0 to 9007199254740991"],
  ["GET", "chats?limit=", undefined, 400, "query: limit must be"],
  ["GET", "chats?limit=1&limit=2", undefined, 400, "query: limit is given twice; send it once"],
  ["GET", "chats?left=1", undefined, 400, "query: left must be true or false"],
  ["GET", "chats?left=untrue", undefined, 400, "query: left must be true or false"],
  ["GET", "chats?left=truer", undefined, 400, "query: left must be true or false"],
  ["GET", "requests?after=x", undefined, 400, "query: after must be an integer from 0 to 9007199254740991"],
  ["POST", "reset?hard=true", undefined, 400, "query: hard is unknown; known: none"],
  [
    "POST",
    "chats",
    { title: "x" },
    400,
    "body.title is unknown; known: name, description, avatar, external, chat_status, ",
  ],
  ["POST", "chats", { name: 1 }, 400, "body.name must be a string"],
  ["POST", "chats", { chat_id: "oc_1" }, 400, "body.chat_id must be a string that matches ^oc_[0-9a-f]{32}$"],
  ["POST", "chats", [], 400, "body must be a JSON object"],
  ["POST", "chats", null, 400, "body must be a JSON object"],
  ["PATCH", "chats/oc_x", { name: "x" }, 404, "the tenant has no chat oc_x"],
  ["POST", "chats", { owner_id: "" }, 400, "body.owner_id must be a non-empty string, or null"],
  [
    "POST",
    "chats",
    { chat_status: "x" },
    400,
    "body.chat_status must be one of normal, dissolved, dissolved_save",
  ],
  ["PATCH", "chats/oc_x", { chat_id: `oc_${"0".repeat(32)}` }, 400, "body.chat_id is unknown; known: name, "],
  ["POST", "chats/oc_x/touch", undefined, 404, "the tenant has no chat oc_x"],
  ["POST", "chats/oc_x/leave", undefined, 404, "the tenant has no chat oc_x"],
  ["POST", "chats/oc_x/join", undefined, 404, "the tenant has no chat oc_x"],
  ["POST", "chats/oc_x/dissolve", undefined, 404, "the tenant has no chat oc_x"],
  ["POST", "chats/oc_x/dissolve", { keep: 1 }, 400, "body.keep must be true or false"],
  ["POST", "chats/oc_x/touch", { at: 1 }, 400, "body.at is unknown; known: none, leave the body out"],
  ["POST", "chats/oc_x/explode", undefined, 404, "nothing at /__mock/chats/oc_x/explode"],
  ["POST", "faults", undefined, 400, "body.operation is missing; it must be a string"],
  ["POST", "faults", { operation: "x", code: 1500 }, 400, "body: unknown operation; known: *, "],
  ["POST", "faults", { operation: list }, 400, "body needs one of code, fault, delay"],
  ["POST", "faults", { operation: list, code: 1 }, 400, "body: unknown code 1; known: "],
  [
    "POST",
    "faults",
    { operation: list, fault: "boom" },
    400,
    "body.fault must be one of reset, silence, stall, ",
  ],
  [
    "POST",
    "faults",
    { operation: list, code: 1500, for: 1 },
    400,
    "body.for is unknown; known: operation, code, ",
  ],
  [
    "POST",
    "faults",
    { operation: list, rate: 0 },
    400,
    "body.rate must be a number greater than 0 and at most 1",
  ],
  ["POST", "faults", { operation: list, times: 0 }, 400, "body.times must be an integer, 1 or more"],
  [
    "POST",
    "faults",
    { operation: list, code: 1500, fault: "html" },
    400,
    "body: code and fault exclude each other",
  ],
  [
    "POST",
    "faults",
    { operation: list, delay: [5, 1] },
    400,
    "body: delay must be milliseconds up to 600000",
  ],
  [
    "POST",
    "faults",
    { operation: list, delay: "1" },
    400,
    "body.delay must be a number from 0 to 600000, or a list",
  ],
  ["DELETE", "faults/x", undefined, 404, "there is no fault x"],
  [
    "POST",
    "clock",
    {},
    400,
    "body.advanceMs is missing; it must be a number from 0 to 3155760000000 milliseconds",
  ],
  [
    "POST",
    "clock",
    { advanceMs: -1 },
    400,
    "body.advanceMs must be a number from 0 to 3155760000000 milliseconds",
  ],
  [
    "POST",
    "clock",
    { advanceMs: 1e300 },
    400,
    "body.advanceMs must be a number from 0 to 3155760000000 milliseconds",
  ],
  ["POST", "reset", { hard: true }, 400, "body.hard is unknown; known: none, leave the body out"],
  ["PATCH", "app", { scopes: "im:chat" }, 400, "body.scopes must be a list of strings"],
  [
    "PATCH",
    "app",
    { secret: "x" },
    400,
    "body.secret is unknown; known: scopes, botAbility, installed, exists",
  ],
  ["PATCH", "app", JSON.parse('{"__proto__":{"exists":false}}'), 400, "body.__proto__ is unknown"],
  ["PATCH", "apps/cli_a", {}, 404, "the mock has no app cli_a; known: none, only /__mock/app"],
  ["POST", "tokens", { appId: "x" }, 400, "body.appId: the mock has no app x"],
  ["POST", "tokens", { expiresIn: "1" }, 400, "body.expiresIn must be a number from 0 to 315360000 seconds"],
  ["DELETE", "tokens", undefined, 400, "body.token is missing; it must be a non-empty string"],
];

test.each(invalid)(
  "rejects %s %s with %j with status %i: %s",
  async (method, path, body, status, message) => {
    await start();
    const before = await control(mock, "GET", "state");
    const response = await control(mock, method, path, body);
    expect(response.status).toBe(status);
    expect(response.body["error"]).toContain(message);
    expect(Object.keys(response.body)).toEqual(["error"]);
    expect((await control(mock, "GET", "state")).body["app"]).toEqual(before.body["app"]);
  },
);

test("rejects a chat_id that the tenant already has", async () => {
  await start();
  const { chat_id } = mock.chats.list()[0]!;
  expect(await control(mock, "POST", "chats", { chat_id })).toMatchObject({
    status: 400,
    body: { error: `the tenant already has a chat ${chat_id}; choose another chat_id` },
  });
});

test("responds 405 to a wrong method with the allowed ones", async () => {
  await start();
  const response = await control(mock, "PUT", "chats");
  expect([response.status, response.headers.get("allow"), response.body]).toEqual([
    405,
    "GET, POST",
    { error: "/__mock/chats does not support PUT; send GET, POST" },
  ]);
});

test("responds to HEAD without a body, also for the event stream", async () => {
  await start();
  for (const path of ["health", "events"]) {
    const response = await fetch(new URL(`/__mock/${path}`, mock.url), { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  }
});

test.each([
  ["application/x-www-form-urlencoded", 415, 'Content-Type: "application/x-www-form-urlencoded"; send', "{}"],
  ["text/plain", 415, 'Content-Type: "text/plain"; send the body as application/json', "{}"],
  ["application/jsonp", 415, 'Content-Type: "application/jsonp"; send the body as application/json', "{}"],
  ["application/json", 400, "body: not JSON (", "{"],
  ["application/json; charset=utf-8", 204, "", "{}"],
  ["application/json", 400, "body: not JSON (The", Buffer.from([0x22, 0xff, 0x22])],
  [
    "application/json",
    413,
    "body: larger than 1048576 bytes; send a smaller body",
    "x".repeat(1024 * 1024 + 1),
  ],
] as [string, number, string, string | Buffer<ArrayBuffer>][])(
  "responds to a body of type %s with %i %s",
  async (type, status, message, body) => {
    await start();
    const init = { method: "POST", body, headers: { "content-type": type } };
    const response = await fetch(new URL("/__mock/reset", mock.url), init);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(JSON.stringify(message).slice(1, -1));
  },
);

test("rejects a body without Content-Type, and accepts no body without it", async () => {
  await start();
  const url = new URL("/__mock/reset", mock.url);
  const untyped = await fetch(url, { method: "POST", body: Buffer.from("{}") });
  expect(untyped.status).toBe(415);
  expect(await untyped.text()).toContain("Content-Type: missing; send the body as application/json");
  expect((await fetch(url, { method: "POST" })).status).toBe(204);
});

test("mock.fetch reaches the control API, which is not logged", async () => {
  await start({ listen: false });
  const response = await mock.fetch("http://feishu.mock/__mock/health");
  expect(await response.json()).toMatchObject({ status: "ok", url: mock.url });
  const reset = await mock.fetch("http://feishu.mock/__mock/reset", { method: "POST" });
  expect([reset.status, mock.requests]).toEqual([204, []]);
});

test("responds 404 to similar paths", async () => {
  await start();
  for (const path of ["/__mocks", "/open-apis/__mock/health", "/%5F%5Fmock/health", "/__MOCK/health"]) {
    const response = await fetch(new URL(path, mock.url));
    expect([response.status, await response.text()]).toEqual([404, "404 page not found"]);
  }
});
