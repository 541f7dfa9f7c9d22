import * as lark from "@larksuiteoapi/node-sdk";
import { startMock } from "@feishu-openapi/mock";
import { expect, test } from "vitest";

// The probe compares the SDK with our client, with given tokens; this is its own use of the mock.
test("Feishu's official SDK fetches its token from the mock and lists 1,234 chats with its iterator", async () => {
  const app = { appId: "cli_a1b2c3d4e5f6", appSecret: "any" };
  await using mock = await startMock({
    chats: 1234,
    strictAuth: true,
    apps: { [app.appId]: { secret: app.appSecret } },
  });
  const domain = mock.url.replace(/\/open-apis$/, "");
  const sdk = new lark.Client({ ...app, domain, loggerLevel: lark.LoggerLevel.error });
  const ids = new Set<string>();
  let pages = 0;
  for await (const page of await sdk.im.v1.chat.listWithIterator({ params: { page_size: 100 } })) {
    pages += 1;
    for (const chat of page?.items ?? []) ids.add(chat.chat_id ?? "");
  }
  expect([ids.size, pages]).toEqual([1234, 13]);
});
