import { create as createAxios } from "axios";
import { byHand } from "../cursor.ts";
import { TOKEN, type CreatePeer } from "../peer.ts";

/** axios as it comes. */
export const create: CreatePeer = (baseUrl) => {
  const client = createAxios({ baseURL: baseUrl, headers: { Authorization: `Bearer ${TOKEN}` } });
  return byHand(async (params) => (await client.get("/im/v1/chats", { params })).data);
};
