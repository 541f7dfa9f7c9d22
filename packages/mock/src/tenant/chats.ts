import { createHash } from "node:crypto";
import { chatDescription, chatName } from "./names.ts";
import type { Random } from "../util/random.ts";
import type { User } from "./users.ts";

/** A group chat: the fields on the wire, and those that decide its place in a list. */
export interface Chat {
  chat_id: string;
  avatar: string;
  name: string;
  description: string;
  /** Undefined for a chat that a bot owns. */
  owner: User | undefined;
  external: boolean;
  tenant_key: string;
  chat_status: "normal" | "dissolved" | "dissolved_save";
  /** Position in the order of creation. 0 for the oldest chat; never reused. */
  sequence: number;
  /** Milliseconds since 1970. */
  createTime: number;
  /** Milliseconds since 1970, not before `createTime`. */
  activeTime: number;
}

/** Fields of a chat by their names on the wire. Missing fields get random values. */
export interface ChatFields extends Partial<Omit<Chat, "owner" | "sequence" | "createTime" | "activeTime">> {
  /** `null` for a chat that a bot owns. */
  owner_id?: string | null;
  /** The id type of `owner_id`. Default `open_id`. The owner's other ids are derived from it. */
  owner_id_type?: keyof User;
}

const firstDay = Date.UTC(2021, 0, 1);
const lastDay = Date.UTC(2026, 0, 1);
const avatarBase = "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_";

/**
 * Creates chats, oldest first. About 1 in 10 is owned by a bot, 1 in 12 is external and 1 in 20 is dissolved. All times
 * lie between two fixed dates, so that a seed gives the same chats on any day.
 */
export function seedChats(random: Random, count: number, users: readonly User[], tenantKey: string): Chat[] {
  const avatars = Array.from({ length: 24 }, () => avatar(random));
  const step = (lastDay - firstDay) / Math.max(count, 1);
  return Array.from({ length: count }, (_, sequence) =>
    makeChat(
      random,
      users,
      tenantKey,
      { sequence, createTime: Math.floor(firstDay + step * sequence) },
      avatars,
    ),
  );
}

/** Creates one chat with random values. */
export function makeChat(
  random: Random,
  users: readonly User[],
  tenantKey: string,
  { sequence, createTime }: Pick<Chat, "sequence" | "createTime">,
  avatars: readonly string[] = [avatar(random)],
): Chat {
  return {
    chat_id: `oc_${random.hex(32)}`,
    avatar: random.pick(avatars),
    name: chatName(random),
    description: chatDescription(random),
    owner: random.below(10) === 0 ? undefined : random.pick(users),
    external: random.below(12) === 0,
    tenant_key: tenantKey,
    chat_status: statusOf(random.below(40)),
    sequence,
    createTime,
    activeTime: createTime + random.below(Math.max(1, lastDay - createTime)),
  };
}

/** The chat with the given fields replaced. */
export function withFields(chat: Chat, { owner_id, owner_id_type, ...fields }: ChatFields): Chat {
  const changed = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  if (owner_id === undefined) return { ...chat, ...changed };
  const owner = owner_id === null ? undefined : ownerOf(owner_id, owner_id_type ?? "open_id");
  return { ...chat, ...changed, owner };
}

/** Derives the other ids from the given one, so that an id always belongs to the same user. */
function ownerOf(id: string, type: keyof User): User {
  const digits = createHash("sha256").update(id).digest("hex").slice(0, 32);
  return { open_id: `ou_${digits}`, union_id: `on_${digits}`, user_id: digits.slice(0, 8), [type]: id };
}

function avatar(random: Random): string {
  return `${avatarBase}${uuid(random.hex(32))}~100x100.jpg`;
}

function statusOf(draw: number): Chat["chat_status"] {
  return draw === 0 ? "dissolved" : draw === 1 ? "dissolved_save" : "normal";
}

function uuid(hex: string): string {
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
