import { request } from "undici";

/** "List chats once" with undici. */
export async function listOnce(baseUrl: string): Promise<number> {
  const { body } = await request(`${baseUrl}/im/v1/chats?page_size=100`, {
    headers: { Authorization: "Bearer t-bench" },
  });
  const { data } = (await body.json()) as { data: { items: { name: string }[] } };
  return data.items.length;
}
