import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { responseCheck } from "../src/check.ts";

const LIST = "im.v1.chat.list";
const TOKEN = "auth.v3.tenantAccessToken.internal";
const { find } = responseCheck;

const chat = {
  chat_id: "oc_a0553eda9014c201e6969b478895c230",
  avatar: "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar.jpg",
  name: "测试群名称",
  description: "测试群描述",
  owner_id: "4d7a3c6g",
  owner_id_type: "user_id",
  external: false,
  tenant_key: "736588c9260f175e",
  chat_status: "normal",
};
const { owner_id: _owner, owner_id_type: _type, ...botOwned } = chat;
const issued = {
  code: 0,
  msg: "ok",
  tenant_access_token: "t-caecc734c2e3328a62489fe0648c4b98",
  expire: 7200,
};

/** A page of one chat with some fields changed; `undefined` removes a field. */
function pageWith(changes: object): unknown {
  return JSON.parse(JSON.stringify({ items: [{ ...chat, ...changes }], has_more: false }));
}

/** Formats each drift on one line. */
function describeDrift(operation: string, result: unknown): string[] {
  return find(operation, result).map(
    ({ pointer, kind, expected, found }) => `${pointer} ${kind}: ${expected}, not ${found}`,
  );
}

test.each([
  { name: "a page", operation: LIST, result: { items: [chat], page_token: "dmJCRHhpdw==", has_more: true } },
  { name: "a page of many", operation: LIST, result: { items: [chat, botOwned, chat], has_more: true } },
  { name: "a chat that a bot owns", operation: LIST, result: { items: [botOwned], has_more: false } },
  { name: "a last page", operation: LIST, result: { items: [], page_token: "", has_more: false } },
  { name: "a page without a token", operation: LIST, result: { items: [], has_more: false } },
  { name: "a dissolved chat", operation: LIST, result: pageWith({ chat_status: "dissolved_save" }) },
  { name: "empty texts", operation: LIST, result: pageWith({ name: "", description: "", avatar: "" }) },
  { name: "an issued token", operation: TOKEN, result: issued },
  { name: "an unknown operation", operation: "im.v1.chat.get", result: { anything: 1 } },
  { name: "an operation that every object has", operation: "__proto__", result: { anything: 1 } },
])("$name has no drift", ({ operation, result }) => {
  expect(find(operation, result)).toEqual([]);
});

test.each([
  { name: "null", result: null, want: [" wrong_type: object, not null"] },
  { name: "a list", result: [], want: [" wrong_type: object, not array"] },
  { name: "a text", result: "", want: [" wrong_type: object, not string"] },
  {
    name: "an empty object",
    result: {},
    want: ["/items missing: array, not absent", "/has_more missing: boolean, not absent"],
  },
  {
    name: "an object for a list, null for a text, a text for a boolean",
    result: { items: {}, page_token: null, has_more: "true" },
    want: [
      "/items wrong_type: array, not object",
      "/page_token wrong_type: string, not null",
      "/has_more wrong_type: boolean, not string",
    ],
  },
  {
    name: "a list of what are no chats",
    result: { items: [null, chat, [], "oc_1", 1], has_more: false },
    want: ["/items/* wrong_type: object, not null"],
  },
  {
    name: "a field less",
    result: pageWith({ name: undefined }),
    want: ["/items/*/name missing: string, not absent"],
  },
  {
    name: "a null",
    result: pageWith({ owner_id: null }),
    want: ["/items/*/owner_id wrong_type: string, not null"],
  },
  {
    name: "a number",
    result: pageWith({ chat_id: 1 }),
    want: ["/items/*/chat_id wrong_type: string, not number"],
  },
  {
    name: "a renamed field, which leaves the number of fields as it was",
    result: pageWith({ name: undefined, title: "x" }),
    want: ["/items/*/name missing: string, not absent", "/items/*/title unknown_field: absent, not string"],
  },
  {
    name: "a field more beside a renamed one and optional ones",
    result: pageWith({ owner_id: undefined, owner: "x", avatar: undefined, avatar_url: "x" }),
    want: [
      "/items/*/avatar missing: string, not absent",
      "/items/*/owner unknown_field: absent, not string",
      "/items/*/avatar_url unknown_field: absent, not string",
    ],
  },
  {
    name: "a new status",
    result: pageWith({ chat_status: "archived" }),
    want: ["/items/*/chat_status unknown_value: normal | dissolved | dissolved_save, not archived"],
  },
  {
    name: "a status that is no text",
    result: pageWith({ chat_status: 1, owner_id_type: null }),
    want: [
      "/items/*/owner_id_type wrong_type: user_id | open_id | union_id, not null",
      "/items/*/chat_status wrong_type: normal | dissolved | dissolved_save, not number",
    ],
  },
  {
    name: "the fields that later versions of Feishu send",
    result: pageWith({ chat_mode: "group", labels: ["a"], p2p_target_type: null }),
    want: [
      "/items/*/chat_mode unknown_field: absent, not string",
      "/items/*/labels unknown_field: absent, not array",
      "/items/*/p2p_target_type unknown_field: absent, not null",
    ],
  },
  {
    name: "a page's own field",
    result: { items: [], has_more: false, total: 3 },
    want: ["/total unknown_field: absent, not number"],
  },
])("$name in a page is reported", ({ result, want }) => {
  expect(describeDrift(LIST, result)).toEqual(want);
});

test.each([
  { change: { code: 1 }, want: "/code unknown_value: 0, not 1" },
  { change: { code: "0" }, want: "/code wrong_type: 0, not string" },
  { change: { expire: 0.5 }, want: "/expire wrong_type: integer, not number" },
  { change: { app_access_token: "t-1" }, want: "/app_access_token unknown_field: absent, not string" },
])("$change in a token response is reported", ({ change, want }) => {
  expect(describeDrift(TOKEN, { ...issued, ...change })).toEqual([want]);
});

test("a drift has the pointer, what was expected and what was found", () => {
  expect(find(LIST, pageWith({ external: "no" }))).toEqual([
    {
      operation: LIST,
      pointer: "/items/*/external",
      kind: "wrong_type",
      expected: "boolean",
      found: "string",
    },
  ]);
});

test("one kind in many chats is one drift, and each unknown value is a drift", () => {
  const items = ["normal", "a", "b", "a", 1, null].map((chat_status) => ({ ...chat, chat_status, more: 1 }));

  expect(find(LIST, { items, has_more: false }).map(({ kind, found }) => `${kind} ${found}`)).toEqual([
    "unknown_field number",
    "unknown_value a",
    "unknown_value b",
    "wrong_type number",
  ]);
});

test("an unknown field in one of a thousand chats is found", () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({
    ...chat,
    old: 1,
    ...(index === 900 && { rare: 1 }),
  }));

  expect(describeDrift(LIST, { items, has_more: false })).toEqual([
    "/items/*/old unknown_field: absent, not number",
    "/items/*/rare unknown_field: absent, not number",
  ]);
});

test("a drift shows no content of a response except the first 64 characters of an unknown enum value", () => {
  const drifts = find(
    LIST,
    pageWith({ external: "Zhang San", secret_note: "Zhang San", chat_status: "x".repeat(100) }),
  );

  expect(drifts.map(({ found }) => found)).toEqual(["string", "x".repeat(64), "string"]);
});

test("a field name is truncated to 64 characters and escaped in the pointer", () => {
  expect(describeDrift(LIST, { items: [], has_more: false, "a/b~c": 1, ["y".repeat(100)]: 1 })).toEqual([
    "/a~1b~0c unknown_field: absent, not number",
    `/${"y".repeat(64)} unknown_field: absent, not number`,
  ]);
});

test("a secret that the server echoes is not shown, even where it would be truncated", () => {
  const secret = "dskLLdkasdjlasdKK";
  const changes = { chat_status: `${"x".repeat(55)}${secret}`, owner_id_type: "t-0123456789", [secret]: 1 };
  const drifts = find(LIST, pageWith(changes), [secret]);

  expect(drifts.map(({ pointer, found }) => `${pointer} ${found}`)).toEqual([
    "/items/*/owner_id_type [redacted]",
    `/items/*/chat_status ${`${"x".repeat(55)}[redacted]`.slice(0, 64)}`,
    "/items/*/[redacted] number",
  ]);
});

test("one response has at most 20 drifts, whatever the server sends", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field_${index}`, index]));

  expect(find(LIST, { items: [many, chat], has_more: false })).toHaveLength(20);
  expect(
    find(LIST, {
      items: Array.from({ length: 30 }, (_, index) => ({ ...chat, chat_status: `s${index}` })),
      has_more: false,
    }),
  ).toHaveLength(20);
});

test("`__proto__` in a response is a field like any other", () => {
  const page: unknown = JSON.parse('{"items":[],"has_more":false,"__proto__":{"items":[]},"constructor":1}');

  expect(describeDrift(LIST, page)).toEqual([
    "/__proto__ unknown_field: absent, not object",
    "/constructor unknown_field: absent, not number",
  ]);
  expect({}).not.toHaveProperty("items");
});

const objects = Object.prototype as { polluted?: unknown };
afterEach(() => {
  delete objects.polluted;
});

test("a property on Object.prototype is not a field of a response", () => {
  objects.polluted = 1;

  expect(find(LIST, { items: [chat], has_more: false })).toEqual([]);
  expect(describeDrift(LIST, pageWith({ labels: 1 }))).toEqual([
    "/items/*/labels unknown_field: absent, not number",
  ]);
});

test("a page of 100,000 hostile items is checked completely", () => {
  const items = Array.from({ length: 100_000 }, (_, index) =>
    index % 2 ? { [`f${index}`]: [[[]]] } : [index],
  );

  expect(find(LIST, { items, has_more: false })).toHaveLength(20);
});

test("the main entry does not load the response check", () => {
  const home = join(import.meta.dirname, "../src");
  const loaded = new Set([join(home, "index.ts")]);
  for (const file of loaded) {
    const source = readFileSync(file, "utf8");
    for (const [, from = ""] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";$/gms))
      loaded.add(join(dirname(file), from));
  }
  const names = Array.from(loaded, (file) => file.slice(home.length + 1));

  expect(names).toContain("call/call.ts");
  expect(names.filter((name) => /^check|^generated\/checks/.test(name))).toEqual([]);
});
