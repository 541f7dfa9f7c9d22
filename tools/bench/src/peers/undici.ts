import { request } from "undici";
import { byHand } from "../cursor.ts";
import { TOKEN, type CreatePeer } from "../peer.ts";

/** undici's leanest way to a body, as a package (the one in Node has no such export). */
export const create: CreatePeer = (baseUrl) =>
  byHand(async (query) => {
    const { body } = await request(`${baseUrl}/im/v1/chats`, {
      query,
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    return body.json();
  });
