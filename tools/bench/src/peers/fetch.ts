import { byHand } from "../cursor.ts";
import { TOKEN, type CreatePeer } from "../peer.ts";

/** The global `fetch`, and JSON. */
export const create: CreatePeer = (baseUrl) =>
  byHand(async (query) => {
    const search = new URLSearchParams(query as Record<string, string>).toString();
    const response = await fetch(`${baseUrl}/im/v1/chats?${search}`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    return response.json();
  });
