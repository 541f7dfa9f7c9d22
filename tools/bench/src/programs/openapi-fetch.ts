import type { paths } from "@feishu-openapi/client";
import createClient from "openapi-fetch";

/** "List chats once" with openapi-fetch. */
export async function listOnce(baseUrl: string): Promise<number> {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: "Bearer t-bench" } });
  const { data } = await client.GET("/im/v1/chats", { params: { query: { page_size: 100 } } });
  return data?.data.items.length ?? 0;
}
