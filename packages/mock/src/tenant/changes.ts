// What may happen to a tenant's chats while the mock runs. Each throws a MissingChat for a chat that is not there.
import { completeChat, makeChat } from "./chats.ts";
import type { Chat, ChatFields } from "./chats.ts";
import type { Tenant } from "./tenant.ts";

/** Thrown for the id of a chat that the tenant does not have. */
export class MissingChat extends Error {
  override readonly name = "MissingChat";
}

/** Makes a chat, the newest and the one that was active last. What is not given is made up. */
export function createChat(tenant: Tenant, fields: ChatFields = {}): Chat {
  if (fields.chat_id !== undefined && [...tenant.chats, ...tenant.left].some(hasId(fields.chat_id)))
    throw new Error(`the tenant has a chat ${fields.chat_id} already`);
  const time = (tenant.lastActivity += 1);
  tenant.revision += 1;
  const { random, users, key } = tenant;
  const chat = completeChat(
    makeChat(random, users, key, { sequence: tenant.nextSequence, createTime: time }),
    {
      chat_status: "normal",
      ...fields,
    },
  );
  chat.activeTime = time;
  tenant.nextSequence += 1;
  tenant.chats.push(chat);
  tenant.byActivity.unshift(chat);
  return chat;
}

/** Gives a chat other words, another owner or another status. */
export function changeChat(tenant: Tenant, chatId: string, fields: Omit<ChatFields, "chat_id">): Chat {
  const chat = find(tenant, chatId);
  tenant.revision += 1;
  return Object.assign(chat, completeChat(chat, fields));
}

/** Makes a chat the one that was active last, as a new message in it does. */
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

/** The caller leaves a chat, which is then listed no more; or is not in it anyway. */
export function leaveChat(tenant: Tenant, chatId: string): Chat {
  const chat = find(tenant, chatId);
  if (tenant.left.includes(chat)) return chat;
  tenant.revision += 1;
  tenant.chats = tenant.chats.filter((other) => other !== chat);
  tenant.byActivity = tenant.byActivity.filter((other) => other !== chat);
  tenant.left.push(chat);
  return chat;
}

/** The caller joins a chat again, which is then listed where it was created. It counts as activity. */
export function joinChat(tenant: Tenant, chatId: string): Chat {
  const chat = find(tenant, chatId);
  if (!tenant.left.includes(chat)) return chat;
  tenant.revision += 1;
  tenant.left = tenant.left.filter((other) => other !== chat);
  const place = tenant.chats.findIndex(({ sequence }) => sequence > chat.sequence);
  tenant.chats.splice(place < 0 ? tenant.chats.length : place, 0, chat);
  tenant.byActivity.unshift(chat);
  chat.activeTime = tenant.lastActivity += 1;
  return chat;
}

/** A chat by its id, whether the caller is in it or not. */
function find(tenant: Tenant, chatId: string): Chat {
  const chat = tenant.chats.find(hasId(chatId)) ?? tenant.left.find(hasId(chatId));
  if (!chat) throw missing(chatId);
  return chat;
}

function hasId(chatId: string): (chat: Chat) => boolean {
  return (chat) => chat.chat_id === chatId;
}

function missing(chatId: string): MissingChat {
  return new MissingChat(`the tenant has no chat ${chatId}`);
}
