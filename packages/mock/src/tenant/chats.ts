import { chatDescription, chatName } from "./names.ts";
import type { Random } from "./random.ts";
import type { User } from "./users.ts";

/** A group chat, with what the wire shows and what its order needs. */
export interface Chat {
  chat_id: string;
  avatar: string;
  name: string;
  description: string;
  /** Undefined where a bot owns the chat. */
  owner: User | undefined;
  external: boolean;
  tenant_key: string;
  chat_status: "normal" | "dissolved" | "dissolved_save";
  /** Place in the order of creation, 0 for the oldest chat; never reused. */
  sequence: number;
  /** Milliseconds since 1970. */
  createTime: number;
  /** Milliseconds since 1970; never before `createTime`. */
  activeTime: number;
}

const firstDay = Date.UTC(2021, 0, 1);
const lastDay = Date.UTC(2026, 0, 1);
const avatarBase = "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_";

/**
 * Makes chats in the order of their creation: about one in ten owned by a bot, one in twelve external, one in
 * twenty dissolved. The times lie between fixed days, so that a seed gives the same chats on any day.
 */
export function seedChats(random: Random, count: number, users: readonly User[], tenantKey: string): Chat[] {
  const avatars = Array.from({ length: 24 }, () => `${avatarBase}${uuid(random.hex(32))}~100x100.jpg`);
  const step = (lastDay - firstDay) / Math.max(count, 1);
  return Array.from({ length: count }, (_, sequence) => {
    const createTime = Math.floor(firstDay + step * sequence);
    return {
      chat_id: `oc_${random.hex(32)}`,
      avatar: random.pick(avatars),
      name: chatName(random),
      description: chatDescription(random),
      owner: random.below(10) === 0 ? undefined : random.pick(users),
      external: random.below(12) === 0,
      tenant_key: tenantKey,
      chat_status: status(random.below(40)),
      sequence,
      createTime,
      activeTime: createTime + random.below(lastDay - createTime),
    };
  });
}

function status(draw: number): Chat["chat_status"] {
  return draw === 0 ? "dissolved" : draw === 1 ? "dissolved_save" : "normal";
}

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
