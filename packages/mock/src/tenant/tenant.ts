import { seedChats } from "./chats.ts";
import type { Chat } from "./chats.ts";
import { randomFrom } from "./random.ts";
import { seedUsers } from "./users.ts";

/** All the state of a mock. Lives as long as the mock; the same seed and count give the same one. */
export interface Tenant {
  seed: number;
  /** Oldest first. */
  chats: readonly Chat[];
  /** The same chats, the one that was active last first. `touchChat` alone changes it. */
  byActivity: Chat[];
  /** The latest `activeTime` of all, in milliseconds. A clock of its own: nothing depends on the day. */
  lastActivity: number;
}

/** Makes a tenant with as many chats as asked for, and about one user for four chats. */
export function seedTenant(seed: number, chatCount: number): Tenant {
  const random = randomFrom(seed);
  const tenantKey = random.hex(16);
  const users = seedUsers(random, Math.ceil(chatCount / 4) + 1);
  const chats = seedChats(random, chatCount, users, tenantKey);
  const byActivity = chats.toSorted(
    (one, other) => other.activeTime - one.activeTime || other.sequence - one.sequence,
  );
  return { seed, chats, byActivity, lastActivity: byActivity[0]?.activeTime ?? 0 };
}

/** Makes a chat the one that was active last, as a new message in it does. Throws for an unknown chat. */
export function touchChat(tenant: Tenant, chatId: string): void {
  const index = tenant.byActivity.findIndex((chat) => chat.chat_id === chatId);
  const chat = tenant.byActivity[index];
  if (!chat) throw new Error(`the tenant has no chat ${chatId}`);
  tenant.lastActivity += 1;
  chat.activeTime = tenant.lastActivity;
  tenant.byActivity.splice(index, 1);
  tenant.byActivity.unshift(chat);
}
