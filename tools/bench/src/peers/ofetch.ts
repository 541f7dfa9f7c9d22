import { ofetch } from "ofetch";
import { byHand } from "../cursor.ts";
import { TOKEN, type CreatePeer } from "../peer.ts";

/** ofetch as it comes: with its retries. */
export const create: CreatePeer = (baseUrl) => {
  const client = ofetch.create({ baseURL: baseUrl, headers: { Authorization: `Bearer ${TOKEN}` } });
  return byHand((query) => client("/im/v1/chats", { query }));
};
