import { afterAll, beforeAll, expect, test } from "vitest";
import { builtInContract } from "../src/contract/built-in.ts";
import { toResponse } from "../src/http/response.ts";
import { respond } from "../src/behaviours/im.v1.chat.list.ts";
import type { OperationRequest } from "../src/operation/operation-request.ts";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { touchChat } from "../src/tenant/changes.ts";
import { seedTenant } from "../src/tenant/tenant.ts";
import type { Tenant } from "../src/tenant/tenant.ts";
import { ask, walk } from "./support.ts";
import type { Envelope } from "./support.ts";

let mock: Mock;
beforeAll(async () => void (mock = await startMock({ chats: 43, seed: 5 })));
afterAll(() => mock.close());

const tenant = seedTenant(5, 43);
const expected: Record<string, string[]> = {
  ByCreateTimeAsc: tenant.chats.map((chat) => chat.chat_id),
  ByActiveTimeDesc: tenant.chats
    .toSorted((left, right) => right.activeTime - left.activeTime)
    .map((chat) => chat.chat_id),
};

const walks = [1, 7, 20, 43, 100].flatMap((size) => Object.keys(expected).map((sort) => ({ size, sort })));

test.each(walks)(
  "a walk in pages of $size by $sort returns every chat once, in order",
  async ({ size, sort }) => {
    expect(await walk(mock, { sort_type: sort }, size)).toEqual(expected[sort]);
  },
);

test("returns an empty page_token on the last page, even if the page is full", async () => {
  const { body } = await ask(mock, "/im/v1/chats?page_size=43");
  expect(body.msg).toBe("success");
  expect([body.data.items.length, body.data.page_token, body.data.has_more]).toEqual([43, "", false]);
});

test("returns one empty page for a tenant without chats", async () => {
  await using empty = await startMock({ chats: 0 });
  expect((await ask(empty, "/im/v1/chats")).body).toEqual({
    code: 0,
    msg: "success",
    data: { items: [], page_token: "", has_more: false },
  });
});

test("accepts another page_size on the next page", async () => {
  const first = (await ask(mock, "/im/v1/chats?page_size=5")).body.data;
  const { items } = (
    await ask(mock, `/im/v1/chats?page_size=3&page_token=${encodeURIComponent(first.page_token)}`)
  ).body.data;
  expect(items.map((chat) => chat["chat_id"])).toEqual(expected["ByCreateTimeAsc"]?.slice(5, 8));
});

test("returns the first page for an empty page_token", async () => {
  const { data } = (await ask(mock, "/im/v1/chats?page_token=&page_size=1")).body;
  expect(data.items[0]?.["chat_id"]).toBe(expected["ByCreateTimeAsc"]?.[0]);
});

test.each(Object.keys(expected))(
  "with the quirk token, the last page of %s has a page_token that leads to an empty page",
  async (sort) => {
    await using quirky = await startMock({ chats: 3, quirks: { lastPageToken: "token" } });
    const path = `/im/v1/chats?page_size=3&sort_type=${sort}`;
    const { page_token: pageToken } = (await ask(quirky, path)).body.data;
    const { body } = await ask(quirky, `${path}&page_token=${encodeURIComponent(pageToken)}`);
    expect([body.data.items, body.data.has_more]).toEqual([[], false]);
  },
);

function page(from: Tenant, query: Record<string, string>): Envelope["data"] {
  const operation = builtInContract.operations.find(({ id }) => id === "im.v1.chat.list")!;
  const context = {
    contract: builtInContract,
    tenant: from,
    options: { quirks: { lastPageToken: "empty" } },
  };
  const request = { operation, context, query: new URLSearchParams(query) } as unknown as OperationRequest;
  return (JSON.parse(String(toResponse(respond(request)).body as Buffer)) as Envelope).data;
}

test("ByActiveTimeDesc misses only the chat that becomes active between two pages", () => {
  const tenantDuringWalk = seedTenant(5, 43);
  const sort = { sort_type: "ByActiveTimeDesc", page_size: "10" };
  const first = page(tenantDuringWalk, sort);
  const missed = expected["ByActiveTimeDesc"]![30]!;
  touchChat(tenantDuringWalk, missed);
  const seen = first.items.map((chat) => chat["chat_id"]);
  let pageToken = first.page_token;
  while (pageToken !== "") {
    const next = page(tenantDuringWalk, { ...sort, page_token: pageToken });
    seen.push(...next.items.map((chat) => chat["chat_id"]));
    pageToken = next.page_token;
  }
  expect(seen).toEqual(expected["ByActiveTimeDesc"]!.filter((id) => id !== missed));
  expect(page(tenantDuringWalk, sort).items[0]?.["chat_id"]).toBe(missed);
});

test("ByActiveTimeDesc returns chats with the same active time once each, newest first", () => {
  const same = seedTenant(5, 43);
  for (const chat of same.chats) chat.activeTime = chat.sequence < 20 ? 5 : 6;
  same.byActivity = same.chats.toReversed();
  const seen: unknown[] = [];
  let pageToken = "";
  do {
    const query = { sort_type: "ByActiveTimeDesc", page_size: "7", page_token: pageToken };
    const next = page(same, query);
    seen.push(...next.items.map((chat) => chat["chat_id"]));
    pageToken = next.page_token;
  } while (pageToken !== "");
  expect(seen).toEqual(expected["ByCreateTimeAsc"]!.toReversed());
});

test("ByCreateTimeAsc ignores activity", () => {
  const tenantDuringWalk = seedTenant(5, 43);
  const first = page(tenantDuringWalk, { page_size: "20" });
  touchChat(tenantDuringWalk, expected["ByCreateTimeAsc"]![30]!);
  const second = page(tenantDuringWalk, { page_size: "100", page_token: first.page_token });
  const seen = [...first.items, ...second.items].map((chat) => chat["chat_id"]);
  expect(seen).toEqual(expected["ByCreateTimeAsc"]);
});
