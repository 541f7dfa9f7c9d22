import type { Chat } from "./chats.ts";
import type { Tenant } from "./tenant.ts";

/** An order of the chat list. Pages continue after the last chat's sort values, not after a count of chats. */
export interface Order {
  list(tenant: Tenant): readonly Chat[];
  /** The sort values of a chat, stored in the page token. */
  position(chat: Chat): number[];
  /** A position after every chat. */
  beyondLastChat: readonly number[];
  /** Whether a chat comes after a position. Monotonic over the list, so it can be binary searched. */
  isAfter(chat: Chat, position: readonly number[]): boolean;
}

/** The `sort_type` of a request without one, or with one that the contract has and `orders` lacks. */
export const defaultSortType = "ByCreateTimeAsc";

/** The orders by `sort_type`. */
export const orders: { readonly [defaultSortType]: Order; readonly [sortType: string]: Order | undefined } = {
  ByCreateTimeAsc: {
    list: (tenant) => tenant.chats,
    position: (chat) => [chat.sequence],
    beyondLastChat: [Number.MAX_SAFE_INTEGER],
    isAfter: (chat, [sequence = -1]) => chat.sequence > sequence,
  },
  // A chat that becomes active during a walk moves before every position, so the walk misses it, as documented.
  ByActiveTimeDesc: {
    list: (tenant) => tenant.byActivity,
    position: (chat) => [chat.activeTime, chat.sequence],
    beyondLastChat: [-1],
    isAfter: (chat, [activeTime = 0, sequence = 0]) =>
      chat.activeTime < activeTime || (chat.activeTime === activeTime && chat.sequence < sequence),
  },
};

/** The chats of one page: the first, or the one after a position. */
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
