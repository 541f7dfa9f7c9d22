import { createClient } from "@feishu-openapi/client";
import { startMock } from "@feishu-openapi/mock";
import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { chatsOptions } from "../src/react-query.ts";

test("TanStack Query fetches page after page, and its data is typed", async () => {
  await using mock = await startMock({ chats: 50 });
  const feishu = createClient({ token: "t-0123456789abcdef", baseUrl: mock.url });
  const queries = new QueryClient();
  const { pages } = await queries.fetchInfiniteQuery({
    ...chatsOptions(feishu, { page_size: 20 }),
    pages: 3,
  });
  const names: string[] = pages.flatMap(({ items }) => items.map(({ name }) => name));
  expect([pages.length, names.length]).toEqual([3, 50]);
  expect(pages.at(-1)?.next).toBeUndefined();
  queries.clear();
});
