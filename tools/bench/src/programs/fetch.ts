/** "List chats once" with the global `fetch`. */
export async function listOnce(baseUrl: string): Promise<number> {
  const response = await fetch(`${baseUrl}/im/v1/chats?page_size=100`, {
    headers: { Authorization: "Bearer t-bench" },
  });
  const { data } = (await response.json()) as { data: { items: { name: string }[] } };
  return data.items.length;
}
