import axios from "axios";

/** "List chats once" with axios. */
export async function listOnce(baseUrl: string): Promise<number> {
  const answer = await axios.get<{ data: { items: { name: string }[] } }>("/im/v1/chats", {
    baseURL: baseUrl,
    headers: { Authorization: "Bearer t-bench" },
    params: { page_size: 100 },
  });
  return answer.data.data.items.length;
}
