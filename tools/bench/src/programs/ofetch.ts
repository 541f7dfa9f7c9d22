import { ofetch } from "ofetch";

/** "List chats once" with ofetch. */
export async function listOnce(baseUrl: string): Promise<number> {
  const { data } = await ofetch<{ data: { items: { name: string }[] } }>("/im/v1/chats", {
    baseURL: baseUrl,
    headers: { Authorization: "Bearer t-bench" },
    query: { page_size: 100 },
  });
  return data.items.length;
}
