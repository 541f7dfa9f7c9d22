// Changes to the chats of a running mock. Each throws a ChatNotFound for an unknown chat id.
import { makeChat, withFields } from "./chats.ts";
import type { Chat, ChatFields } from "./chats.ts";
import type { Tenant } from "./tenant.ts";

/** The tenant has no chat with this id. */
export class ChatNotFound extends Error {
  override readonly name = "ChatNotFound";
}

/** Creates the newest and most recently active chat. Missing fields get random values. */
export function createChat(tenant: Tenant, fields: ChatFields = {}): Chat {
  if (fields.chat_id !== undefined && [...tenant.chats, ...tenant.left].some(hasId(fields.chat_id)))
    throw new Error(`the tenant already has a chat ${fields.chat_id}; choose another chat_id`);
  const time = (tenant.lastActivity += 1);
  tenant.revision += 1;
  const { random, users, key } = tenant;
  const seeded = makeChat(random, users, key, { sequence: tenant.nextSequence, createTime: time });
  const chat = withFields(seeded, { chat_status: "normal", ...fields });
  chat.activeTime = time;
  tenant.nextSequence += 1;
  tenant.chats.push(chat);
  tenant.byActivity.unshift(chat);
  return chat;
}

/** Changes fields of a chat. */
export function changeChat(tenant: Tenant, chatId: string, fields: Omit<ChatFields, "chat_id">): Chat {
  const chat = find(tenant, chatId);
  tenant.revision += 1;
  return Object.assign(chat, withFields(chat, fields));
}

/** Makes a chat the most recently active one, as a new message does. */
export function touchChat(tenant: Tenant, chatId: string): Chat {
  const index = tenant.byActivity.findIndex(hasId(chatId));
  const chat = tenant.byActivity[index];
  if (!chat) throw missing(chatId);
  tenant.revision += 1;
  chat.activeTime = tenant.lastActivity += 1;
  tenant.byActivity.splice(index, 1);
  tenant.byActivity.unshift(chat);
  return chat;
}

/** Removes the caller from a chat, which is then no longer listed. Does nothing if the caller is not in it. */
export function leaveChat(tenant: Tenant, chatId: string): Chat {
  const chat = find(tenant, chatId);
  if (tenant.left.includes(chat)) return chat;
  tenant.revision += 1;
  tenant.chats = tenant.chats.filter((candidate) => candidate !== chat);
  tenant.byActivity = tenant.byActivity.filter((candidate) => candidate !== chat);
  tenant.left.push(chat);
  return chat;
}

/**
 * Adds the caller to a chat that it left. The chat returns to its place by creation and becomes the most recently
 * active.
 */
export function joinChat(tenant: Tenant, chatId: string): Chat {
  const chat = find(tenant, chatId);
  if (!tenant.left.includes(chat)) return chat;
  tenant.revision += 1;
  tenant.left = tenant.left.filter((candidate) => candidate !== chat);
  const index = tenant.chats.findIndex(({ sequence }) => sequence > chat.sequence);
  tenant.chats.splice(index < 0 ? tenant.chats.length : index, 0, chat);
  tenant.byActivity.unshift(chat);
  chat.activeTime = tenant.lastActivity += 1;
  return chat;
}

/** Finds a chat by its id, whether or not the caller is in it. */
function find(tenant: Tenant, chatId: string): Chat {
  const chat = tenant.chats.find(hasId(chatId)) ?? tenant.left.find(hasId(chatId));
  if (!chat) throw missing(chatId);
  return chat;
}

function hasId(chatId: string): (chat: Chat) => boolean {
  return (chat) => chat.chat_id === chatId;
}

function missing(chatId: string): ChatNotFound {
  return new ChatNotFound(`the tenant has no chat ${chatId}`);
}
