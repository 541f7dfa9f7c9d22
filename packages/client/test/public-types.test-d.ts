import { expectTypeOf, test } from "vitest";
import {
  createClient,
  FeishuApiError,
  type Chat,
  type ChatPage,
  type FeishuClient,
  type List,
  type Page,
} from "../src/index.ts";

const feishu = createClient({ token: "t-0123456789abcdef" });

test("awaiting a list gives a page, iterating gives chats", async () => {
  expectTypeOf(feishu.im.v1.chat.list()).toEqualTypeOf<List<Chat, ChatPage>>();
  expectTypeOf(await feishu.im.v1.chat.list()).toEqualTypeOf<Page<Chat, ChatPage>>();
  for await (const chat of feishu.im.v1.chat.list({ page_size: 100 }))
    expectTypeOf(chat).toEqualTypeOf<Chat>();
  expectTypeOf(await feishu.im.v1.chat.list().toArray({ limit: 5 })).toEqualTypeOf<Chat[]>();
});

test("request types are closed", () => {
  feishu.im.v1.chat.list({ sort_type: "ByActiveTimeDesc", user_id_type: "union_id", page_token: undefined });
  // @ts-expect-error -- unknown value
  feishu.im.v1.chat.list({ sort_type: "ByChance" });
  // @ts-expect-error -- unknown parameter
  feishu.im.v1.chat.list({ pageSize: 5 });
  // @ts-expect-error -- a number
  feishu.im.v1.chat.list({ page_size: "5" });
  // @ts-expect-error -- both parameters are required
  void feishu.auth.v3.tenantAccessToken.internal({ app_id: "cli_a" });
});

test("response types are open", () => {
  expectTypeOf<"archived">().toExtend<Chat["chat_status"]>();
  expectTypeOf<Chat["owner_id"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Chat["name"]>().toEqualTypeOf<string>();
});

test("a client needs exactly one credential", () => {
  createClient({ appId: "cli_a", appSecret: "s" });
  createClient({ token: async () => "t-1" });
  // @ts-expect-error -- no credential
  createClient({});
  // @ts-expect-error -- half a credential
  createClient({ appId: "cli_a" });
  // @ts-expect-error -- two credentials
  createClient({ token: "t-1", appId: "cli_a", appSecret: "s" });
});

test("the kind of an error can be narrowed", () => {
  const error: unknown = undefined;
  if (error instanceof FeishuApiError) {
    expectTypeOf(error.kind).toEqualTypeOf<
      "auth" | "permission" | "rate_limit" | "validation" | "not_found" | "internal" | "unknown"
    >();
    expectTypeOf<232025>().toExtend<typeof error.code>();
    expectTypeOf<number>().toExtend<typeof error.code>();
  }
});

test("http is openapi-fetch over the same paths", () => {
  expectTypeOf<FeishuClient["http"]["GET"]>().toBeCallableWith("/im/v1/chats", {
    params: { query: { page_size: 5 } },
  });
});
