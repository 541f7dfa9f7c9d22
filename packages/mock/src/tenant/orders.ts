import type { Chat } from "./chats.ts";
import type { Tenant } from "./tenant.ts";

/** An order in which chats are listed, walked by the last chat's own values and not by counting. */
export interface Order {
  list(tenant: Tenant): readonly Chat[];
  /** What a page token keeps of the last chat of a page. */
  position(chat: Chat): number[];
  /** Whether a chat comes after a position; over the list, false until it is true. */
  isAfter(chat: Chat, position: readonly number[]): boolean;
}

/** The order without a `sort_type`, and with one that the contract has and the mock does not know yet. */
export const usualOrder = "ByCreateTimeAsc";

/** The orders by the names that `sort_type` gives them. */
export const orders: { readonly [usualOrder]: Order; readonly [sortType: string]: Order | undefined } = {
  ByCreateTimeAsc: {
    list: (tenant) => tenant.chats,
    position: (chat) => [chat.sequence],
    isAfter: (chat, [sequence = -1]) => chat.sequence > sequence,
  },
  // A chat that becomes active moves above every position, so a walk that is under way misses it, as documented.
  ByActiveTimeDesc: {
    list: (tenant) => tenant.byActivity,
    position: (chat) => [chat.activeTime, chat.sequence],
    isAfter: (chat, [activeTime = 0, sequence = 0]) =>
      chat.activeTime < activeTime || (chat.activeTime === activeTime && chat.sequence < sequence),
  },
};

/** The chats of one page: from the beginning, or after a position. */
export function pageOf(
  tenant: Tenant,
  order: Order,
  position: readonly number[] | undefined,
  size: number,
): { chats: readonly Chat[]; hasMore: boolean } {
  const list = order.list(tenant);
  const start = position ? firstAfter(list, (chat) => order.isAfter(chat, position)) : 0;
  return { chats: list.slice(start, start + size), hasMore: start + size < list.length };
}

function firstAfter(list: readonly Chat[], isAfter: (chat: Chat) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
