import type { paths } from "@feishu-openapi/client";
import createClient from "openapi-fetch";
import { byHand } from "../cursor.ts";
import { TOKEN, type CreatePeer } from "../peer.ts";

/** openapi-fetch as it comes, over the same contract. */
export const create: CreatePeer = (baseUrl) => {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${TOKEN}` } });
  return byHand(async (query) => (await client.GET("/im/v1/chats", { params: { query } })).data);
};
