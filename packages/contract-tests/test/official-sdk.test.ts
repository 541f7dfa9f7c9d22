import * as lark from "@larksuiteoapi/node-sdk";
import { startMock } from "@feishu-openapi/mock";
import { expect, test } from "vitest";

// A client that nobody here wrote takes the mock for Feishu.
test("the official SDK fetches its token from the mock and lists 1,234 chats with its own iterator", async () => {
  await using mock = await startMock({ chats: 1234 });
  const client = new lark.Client({
    appId: "cli_a1b2c3d4e5f6",
    appSecret: "any",
    domain: mock.url.replace(/\/open-apis$/, ""),
    loggerLevel: lark.LoggerLevel.error,
  });
  const ids = new Set<string>();
  let pages = 0;
  for await (const page of await client.im.v1.chat.listWithIterator({ params: { page_size: 100 } })) {
    pages += 1;
    for (const chat of page?.items ?? []) ids.add(chat.chat_id ?? "");
  }
  expect([ids.size, pages]).toEqual([1234, 13]);
});

test("the official SDK's own list call gets a page of the mock", async () => {
  await using mock = await startMock({ chats: 3 });
  const client = new lark.Client({
    appId: "cli_a",
    appSecret: "any",
    domain: mock.url.replace(/\/open-apis$/, ""),
    loggerLevel: lark.LoggerLevel.error,
  });
  const { code, data } = await client.im.v1.chat.list({ params: { user_id_type: "union_id" } });
  expect(code).toBe(0);
  expect(data?.items).toHaveLength(3);
  expect(data?.has_more).toBe(false);
});
