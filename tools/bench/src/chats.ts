import type { Chat } from "./peer.ts";

const names = [
  "产品讨论群",
  "Platform on-call",
  "华东大区周会",
  "Payments incidents",
  "新人群",
  "Data book club",
];

/** The chat at a place of the list; the same for the same place. */
export function chatAt(place: number): Chat {
  const id = place.toString(16).padStart(32, "0");
  return {
    avatar: `https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_${id}~100x100.jpg`,
    chat_id: chatId(place),
    chat_status: "normal",
    description: "Questions are welcome, decisions go to the wiki",
    external: place % 12 === 0,
    name: `${names[place % names.length]} ${place}`,
    owner_id: `ou_${id}`,
    owner_id_type: "open_id",
    tenant_key: "2ca1d211f64f6438",
  };
}

/** The id of that chat. */
export function chatId(place: number): string {
  return `oc_${place.toString(16).padStart(32, "0")}`;
}
