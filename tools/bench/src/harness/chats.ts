import type { Chat } from "./peers.ts";

/** The list repeats itself after this many chats, so a million chats need no more memory than these. */
export const DISTINCT = 100_000;

/** The id of the chat at an index of the list. */
export function chatId(index: number): string {
  return `oc_${hex(index % DISTINCT)}`;
}

/** The chat at an index of the list. */
export function chatAt(index: number): Chat {
  const number = index % DISTINCT;
  const id = hex(number);
  return {
    avatar: `https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_${id}~100x100.jpg`,
    chat_id: `oc_${id}`,
    chat_status: "normal",
    description: "Questions are welcome, decisions go to the wiki",
    external: number % 12 === 0,
    name: number % 2 === 0 ? `产品讨论群 ${number}` : `Platform on-call ${number}`,
    owner_id: `ou_${id}`,
    owner_id_type: "open_id",
    tenant_key: "2ca1d211f64f6438",
  };
}

function hex(index: number): string {
  return index.toString(16).padStart(32, "0");
}
