import type { Mock } from "@feishu-openapi/mock";
import { textOf } from "../contract/text.ts";
import type { JsonObject } from "../contract/types.ts";
import { itemsOf, type Walk } from "../walks/walk.ts";

/** The chats in the state of a mock. */
type Chats = ReturnType<Mock["chats"]["list"]>;

/** The operation whose orders and owners the contract describes only in prose. */
export const chatList = "im.v1.chat.list";

/** What each `sort_type` means. A value that the contract adds needs an entry here. */
const orders: Readonly<Record<string, (chats: Chats) => Chats>> = {
  ByCreateTimeAsc: (chats) => chats,
  ByActiveTimeDesc: (chats) =>
    chats.toSorted((left, right) => right.activeTime - left.activeTime || right.sequence - left.sequence),
};

/** Whether a walk lists the chats in the order of its `sort_type`, as a message. */
export function orderMessages(walk: Walk, chats: Chats): string[] {
  const sortType = walk.filters["sort_type"] ?? "ByCreateTimeAsc";
  const expected = orders[sortType]?.(chats) ?? [];
  const listed = idsOf(itemsOf(walk));
  const index = expected.findIndex(({ chat_id }, place) => listed[place] !== chat_id);
  return index < 0
    ? []
    : [`under ${sortType}, chat ${index + 1} is ${textOf(listed[index])}, not ${expected[index]?.chat_id}`];
}

/** Owners that are wrong: shown for a bot or missing for a user (`bot`), or an id of another type (`kind`). */
export function ownerMessages(walk: Walk, chats: Chats): { bot: string[]; kind: string[] } {
  const type = (walk.filters["user_id_type"] ?? "open_id") as "open_id";
  const chatById = new Map(chats.map((chat) => [chat.chat_id, chat]));
  const bot: string[] = [];
  const kind: string[] = [];
  for (const { chat_id, owner_id } of itemsOf(walk)) {
    const owner = chatById.get(String(chat_id))?.owner;
    if (!owner && owner_id !== undefined)
      bot.push(`${textOf(chat_id)} is owned by a bot and shows the owner ${textOf(owner_id)}`);
    if (owner && owner_id === undefined) bot.push(`${textOf(chat_id)} is owned by a user and shows no owner`);
    if (owner && owner_id !== undefined && owner_id !== owner[type])
      kind.push(`${textOf(chat_id)} shows ${textOf(owner_id)}; the ${type} of its owner is ${owner[type]}`);
  }
  return { bot, kind };
}

const idPatterns: Readonly<Record<string, RegExp>> = {
  chat_id: /^oc_[0-9a-f]{32}$/,
  open_id: /^ou_[0-9a-f]{32}$/,
  union_id: /^on_[0-9a-f]{32}$/,
};

/** Ids of chats and owners that do not match the pattern of their type. */
export function idMessages(walk: Walk): string[] {
  return itemsOf(walk).flatMap(({ chat_id, owner_id, owner_id_type }) =>
    [["chat_id", chat_id] as const, [textOf(owner_id_type), owner_id] as const]
      .filter(([type, id]) => id !== undefined && idPatterns[type]?.test(textOf(id)) === false)
      .map(([type, id]) => `${textOf(id)} does not match ${String(idPatterns[type])} of a ${type}`),
  );
}

/**
 * What is wrong with a walk during which the chat `touched` became active: no chat may be listed twice, and none may
 * be missed, except one if `mayMiss`.
 */
export function activeChatMessages(
  listed: readonly JsonObject[],
  chats: Chats,
  touched: string,
  mayMiss: boolean,
): string[] {
  const ids = idsOf(listed);
  const missed = chats.filter(({ chat_id }) => !ids.includes(chat_id)).length;
  const allowed = mayMiss ? 1 : 0;
  return [
    ...(new Set(ids).size < ids.length ? [`a chat is listed twice after ${touched} became active`] : []),
    ...(missed > allowed
      ? [`${missed} chats are missed after ${touched} became active; ${allowed} may be`]
      : []),
  ];
}

function idsOf(items: readonly JsonObject[]): unknown[] {
  return items.map(({ chat_id }) => chat_id);
}
