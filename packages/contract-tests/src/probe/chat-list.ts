import type { Mock } from "@feishu-openapi/mock";
import type { JsonObject } from "../contract.ts";
import { textOf } from "./text.ts";
import type { Walk } from "./walk.ts";
import { itemsOf } from "./walk.ts";

/** The chats of a mock as they stand in its state. */
type Chats = ReturnType<Mock["chats"]["list"]>;

/** The operation whose meaning the contract has only in words: what the orders are, who owns a chat. */
export const chatList = "im.v1.chat.list";

/** The orders that are known by their names. A further value of `sort_type` has none until it gets one here. */
const orders: Readonly<Record<string, (chats: Chats) => Chats>> = {
  ByCreateTimeAsc: (chats) => chats,
  ByActiveTimeDesc: (chats) =>
    chats.toSorted((one, other) => other.activeTime - one.activeTime || other.sequence - one.sequence),
};

/** Whether a walk lists the chats in the order that its name says. */
export function orderFaults(walk: Walk, chats: Chats): string[] {
  const sortType = walk.fixed["sort_type"] ?? "ByCreateTimeAsc";
  const wanted = orders[sortType]?.(chats) ?? [];
  const listed = idsOf(itemsOf(walk));
  const index = wanted.findIndex(({ chat_id }, place) => listed[place] !== chat_id);
  return index < 0
    ? []
    : [`under ${sortType} chat ${index + 1} is ${textOf(listed[index])}, not ${wanted[index]?.chat_id}`];
}

/** Whether each chat shows the owner that it has: none for a bot, else the id of the kind that was asked for. */
export function ownerFaults(walk: Walk, chats: Chats): { bot: string[]; kind: string[] } {
  const type = (walk.fixed["user_id_type"] ?? "open_id") as "open_id";
  const known = new Map(chats.map((chat) => [chat.chat_id, chat]));
  const bot: string[] = [];
  const kind: string[] = [];
  for (const { chat_id, owner_id } of itemsOf(walk)) {
    const owner = known.get(String(chat_id))?.owner;
    if (!owner && owner_id !== undefined)
      bot.push(`${textOf(chat_id)} is a bot's and shows ${textOf(owner_id)}`);
    if (owner && owner_id === undefined) bot.push(`${textOf(chat_id)} is a user's and shows no owner`);
    if (owner && owner_id !== undefined && owner_id !== owner[type])
      kind.push(`${textOf(chat_id)} shows ${textOf(owner_id)}, its owner's ${type} is ${owner[type]}`);
  }
  return { bot, kind };
}

const idForms: Readonly<Record<string, RegExp>> = {
  chat_id: /^oc_[0-9a-f]{32}$/,
  open_id: /^ou_[0-9a-f]{32}$/,
  union_id: /^on_[0-9a-f]{32}$/,
};

/** Whether chats and their owners have ids of the forms that are known. */
export function idFaults(walk: Walk): string[] {
  return itemsOf(walk).flatMap(({ chat_id, owner_id, owner_id_type }) =>
    [["chat_id", chat_id] as const, [textOf(owner_id_type), owner_id] as const]
      .filter(([kind, id]) => id !== undefined && idForms[kind]?.test(textOf(id)) === false)
      .map(([kind, id]) => `${textOf(id)} is no ${kind}: it does not match ${String(idForms[kind])}`),
  );
}

/**
 * Whether a walk that a chat's new activity fell into went on as documented: nothing is listed twice, and no more than
 * the one chat is missed. Under `ByCreateTimeAsc` nothing is.
 */
export function driftFaults(
  listed: readonly JsonObject[],
  chats: Chats,
  touched: string,
  mayMiss: boolean,
): string[] {
  const ids = idsOf(listed);
  const missed = chats.filter(({ chat_id }) => !ids.includes(chat_id)).map(({ chat_id }) => chat_id);
  const most = mayMiss ? 1 : 0;
  return [
    ...(new Set(ids).size < ids.length ? [`a chat is listed twice after ${touched} became active`] : []),
    ...(missed.length > most
      ? [`${missed.length} chats are missed after ${touched} became active, ${most} may be`]
      : []),
  ];
}

function idsOf(items: readonly JsonObject[]): unknown[] {
  return items.map(({ chat_id }) => chat_id);
}
