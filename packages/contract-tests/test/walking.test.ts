import { afterAll, expect, test } from "vitest";
import { operations } from "../src/contract.ts";
import { connect, methodOf, startSubject } from "../src/subject.ts";

const CHATS = 250;
const mock = await startSubject({ chats: CHATS });
afterAll(() => mock.close());
const client = connect(mock.url);
const lists = operations.flatMap((operation) =>
  operation.pagination ? [{ ...operation, pagination: operation.pagination }] : [],
);

test.for(lists)(
  "$id walked in pages of 1, 7, 20 and 100 yields the same items, once each, in order",
  async (operation) => {
    const { limit } = operation.pagination;
    const list = methodOf(client, operation);
    const [first = [], ...others] = await Promise.all(
      [1, 7, 20, 100].map((size) =>
        list({ ...operation.minimal, [limit]: size }).toArray({ limit: Infinity }),
      ),
    );
    expect(first.length).toBeGreaterThan(0);
    expect(new Set(first.map((item) => JSON.stringify(item))).size).toBe(first.length);
    for (const other of others) expect(other).toEqual(first);
  },
);

test.for(lists)(
  "$id never gives more items on a page than were asked for, and says has_more on all pages but the last",
  async (operation) => {
    const { limit, has_more } = operation.pagination;
    const pages = await Array.fromAsync(
      methodOf(client, operation)({ ...operation.minimal, [limit]: 20 }).pages(),
    );
    expect(pages.slice(0, -1).map(({ items }) => items.length)).toEqual(
      Array.from({ length: pages.length - 1 }, () => 20),
    );
    expect(pages.map(({ data }) => data[has_more])).toEqual([
      ...Array.from({ length: pages.length - 1 }, () => true),
      false,
    ]);
  },
);

test.for(lists)("$id goes on from the token of any page", async (operation) => {
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
  const ids = (await client.im.v1.chat.list({ page_size: 100 }).toArray({ limit: Infinity })).map(
    ({ chat_id }) => chat_id,
  );
  expect(new Set(ids).size).toBe(CHATS);
});
