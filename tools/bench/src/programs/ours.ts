import { createClient } from "@feishu-openapi/client";

/** "List chats once" with this client. */
export async function listOnce(baseUrl: string): Promise<number> {
  const feishu = createClient({ token: "t-bench", baseUrl });
  const page = await feishu.im.v1.chat.list({ page_size: 100 });
  return page.items.length;
}
