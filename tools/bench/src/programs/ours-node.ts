import { createClient } from "@feishu-openapi/client";
import { nodeFetch } from "@feishu-openapi/client/node";

/** "List chats once" with this client over its node entry. */
export async function listOnce(baseUrl: string): Promise<number> {
  const feishu = createClient({ token: "t-bench", baseUrl, fetch: nodeFetch() });
  const page = await feishu.im.v1.chat.list({ page_size: 100 });
  return page.items.length;
}
