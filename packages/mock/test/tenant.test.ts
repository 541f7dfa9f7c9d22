import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { touchChat } from "../src/tenant/changes.ts";
import type { Chat } from "../src/tenant/chats.ts";
import { seedTenant } from "../src/tenant/tenant.ts";
import { ask, signedIn } from "./support.ts";

test("the same seed gives the same tenant", () => {
  expect(seedTenant(7, 50).chats).toEqual(seedTenant(7, 50).chats);
  const ids = new Set([7, 8, 9].flatMap((seed) => seedTenant(seed, 50).chats.map((chat) => chat.chat_id)));
  expect(ids.size).toBe(150);
});

test("a seed gives the same chats in every version", () => {
  const { chats } = seedTenant(1, 1000);
  expect(chats[0]).toMatchInlineSnapshot(`
    {
      "activeTime": 1674044344280,
      "avatar": "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_ba223a30-ba0e-c74d-4d08-218662436162~100x100.jpg",
      "chat_id": "oc_71949a074708f9e8ccb23bb6a6ae98fb",
      "chat_status": "normal",
      "createTime": 1609459200000,
      "description": "日常沟通，请勿发广告",
      "external": true,
      "name": "法务讨论群",
      "owner": {
        "open_id": "ou_adaa50bebb2cd0e48404d2d855033c86",
        "union_id": "on_c790341417a5ccd03e407dd9f0d4b325",
        "user_id": "5035a439",
      },
      "sequence": 0,
      "tenant_key": "5e2d177214e498f0",
    }
  `);
  expect(createHash("sha256").update(JSON.stringify(chats)).digest("hex")).toMatchInlineSnapshot(
    `"b056023ee89cb0d34d47b47eb72e2099f6d37c6ff7c2ddc4c8cd8b2ec086637d"`,
  );
});

test("chats have unique ids in Feishu's form and increasing creation times", () => {
  const { chats } = seedTenant(1, 20_000);
  expect(new Set(chats.map((chat) => chat.chat_id)).size).toBe(20_000);
  const isValid = ({ chat_id, createTime, activeTime }: Chat, index: number): boolean =>
    /^oc_[0-9a-f]{32}$/.test(chat_id) &&
    createTime > (chats[index - 1]?.createTime ?? 0) &&
    activeTime >= createTime;
  expect(chats.filter((chat, index) => !isValid(chat, index))).toEqual([]);
});

test("users have an id of each type", () => {
  for (const { owner } of seedTenant(1, 200).chats) {
    if (!owner) continue;
    expect(owner.open_id).toMatch(/^ou_[0-9a-f]{32}$/);
    expect(owner.union_id).toMatch(/^on_[0-9a-f]{32}$/);
    expect(owner.user_id).toMatch(/^[0-9a-f]{8}$/);
  }
});

test("the default 100 chats include every case", () => {
  const { chats } = seedTenant(1, 100);
  const bots = chats.filter((chat) => !chat.owner).length;
  expect(bots).toBeGreaterThan(4);
  expect(bots).toBeLessThan(20);
  expect(chats.some((chat) => chat.external)).toBe(true);
  expect(chats.some((chat) => chat.description === "")).toBe(true);
  expect(chats.some((chat) => /^[A-Z]/.test(chat.name))).toBe(true);
  expect(chats.some((chat) => /^\p{Script=Han}/u.test(chat.name))).toBe(true);
  for (const { name } of chats) expect(name).toMatch(/^\S+( \S+)*$/);
  const statuses = new Set(chats.map((chat) => chat.chat_status));
  expect(statuses).toEqual(new Set(["normal", "dissolved", "dissolved_save"]));
});

test("touching an unknown chat throws a ChatNotFound", () => {
  expect(() => touchChat(seedTenant(1, 1), "oc_nothing")).toThrow(
    expect.objectContaining({ name: "ChatNotFound", message: "the tenant has no chat oc_nothing" }),
  );
});

const kinds: [type: string, prefix: RegExp][] = [
  ["open_id", /^ou_/],
  ["union_id", /^on_/],
  ["user_id", /^[0-9a-f]{8}$/],
];

test.each(kinds)("returns owner ids of type %s, and none for bots", async (type, prefix) => {
  await using mock = await startMock();
  const { items } = (await ask(mock, `/im/v1/chats?page_size=100&user_id_type=${type}`)).body.data;
  const { chats } = seedTenant(1, 100);
  for (const [index, item] of items.entries()) {
    const owner = chats[index]?.owner as Record<string, string> | undefined;
    expect(item["owner_id"]).toBe(owner?.[type]);
    expect(item["owner_id_type"]).toBe(owner ? type : undefined);
    if (owner) expect(item["owner_id"]).toMatch(prefix);
    else expect(Object.keys(item).filter((name) => name.startsWith("owner"))).toEqual([]);
  }
});

test("omits owner ids of type user_id without the field scope", async () => {
  await using mock = await startMock({ listen: false, app: { scopes: ["im:chat"] } });
  const owners = async (type: string): Promise<number> => {
    const response = await mock.fetch(`${mock.url}/im/v1/chats?page_size=100&user_id_type=${type}`, {
      headers: signedIn,
    });
    const { data } = (await response.json()) as { data: { items: object[] } };
    return data.items.filter((item) => "owner_id" in item || "owner_id_type" in item).length;
  };
  expect(await owners("user_id")).toBe(0);
  expect(await owners("open_id")).toBeGreaterThan(50);
});
