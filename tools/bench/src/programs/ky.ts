import ky from "ky";

/** "List chats once" with ky. */
export async function listOnce(baseUrl: string): Promise<number> {
  const { data } = await ky
    .get("im/v1/chats", {
      prefix: baseUrl,
      headers: { Authorization: "Bearer t-bench" },
      searchParams: { page_size: 100 },
    })
    .json<{ data: { items: { name: string }[] } }>();
  return data.items.length;
}
