import { afterAll, expect, test } from "vitest";
import { operations } from "../src/contract/read.ts";
import { isPaged } from "../src/contract/types.ts";
import { connect, methodOf } from "../src/under-test/client.ts";
import { startContractMock } from "../src/under-test/mock.ts";

const chats = 250;
const mock = await startContractMock({ chats });
afterAll(() => mock.close());
const client = connect(mock.url);
const lists = operations.filter(isPaged);

test.for(lists)("$id has the same items in pages of 1, 7, 20 and 100, once each", async (operation) => {
  const { limit } = operation.pagination;
  const list = methodOf(client, operation);
  const [first = [], ...otherSizes] = await Promise.all(
    [1, 7, 20, 100].map((size) => list({ ...operation.minimal, [limit]: size }).toArray({ limit: Infinity })),
  );
  expect(first.length).toBeGreaterThan(0);
  expect(new Set(first.map((item) => JSON.stringify(item))).size).toBe(first.length);
  for (const items of otherSizes) expect(items).toEqual(first);
});

test.for(lists)("$id fills every page, and has has_more on all but the last", async (operation) => {
  const { limit, has_more } = operation.pagination;
  const list = methodOf(client, operation)({ ...operation.minimal, [limit]: 20 });
  const pages = await Array.fromAsync(list.pages());
  const fullPages = pages.slice(0, -1);
  expect(fullPages.map(({ items }) => items.length)).toEqual(fullPages.map(() => 20));
  expect(pages.map(({ data }) => data[has_more])).toEqual([...fullPages.map(() => true), false]);
});

test.for(lists)("$id continues from the cursor of any page", async (operation) => {
  const { limit, cursor } = operation.pagination;
  const list = methodOf(client, operation);
  const all = await list({ ...operation.minimal, [limit]: 20 }).toArray({ limit: Infinity });
  let seen = 0;
  for await (const { items, data } of list({ ...operation.minimal, [limit]: 20 }).pages()) {
    seen += items.length;
    if (!data[cursor]) break;
    expect(
      await list({ ...operation.minimal, [limit]: 100, [cursor]: data[cursor] }).toArray({ limit: Infinity }),
    ).toEqual(all.slice(seen));
  }
});

test("im.v1.chat.list walks every chat of the tenant", async () => {
  const items = await client.im.v1.chat.list({ page_size: 100 }).toArray({ limit: Infinity });
  expect(new Set(items.map(({ chat_id }) => chat_id)).size).toBe(chats);
});
