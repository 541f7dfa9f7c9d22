import ky from "ky";
import { byHand } from "../cursor.ts";
import { TOKEN, type CreatePeer } from "../peer.ts";

/** ky as it comes: with its retries and its time-out. */
export const create: CreatePeer = (baseUrl) => {
  const client = ky.create({ prefix: baseUrl, headers: { Authorization: `Bearer ${TOKEN}` } });
  return byHand((query) => client.get("im/v1/chats", { searchParams: query }).json());
};
