import type { Chat } from "./chats.ts";
import type { User } from "./users.ts";

/** The owner id in a response. */
export interface ShownOwner {
  readonly id: string;
  readonly type: keyof User;
}

interface CachedJson {
  readonly fields: readonly unknown[];
  readonly bytes: Buffer;
}

/** Size of the cache, about 2 MB. When it is full, it is cleared. */
const maxCached = 4096;
const cache = new Map<Chat, CachedJson>();

/**
 * A comma and the chat as JSON, with the field names on the wire. Without owner fields if `owner` is undefined. The
 * bytes are cached and compared with the chat's fields on each call, so changes need no invalidation.
 */
export function chatJson(chat: Chat, owner: ShownOwner | undefined): Buffer {
  const { chat_id, avatar, name, description, external, tenant_key, chat_status } = chat;
  const fields = [
    chat_id,
    avatar,
    name,
    description,
    owner?.id,
    owner?.type,
    external,
    tenant_key,
    chat_status,
  ];
  const cached = cache.get(chat);
  if (cached && fields.every((value, index) => value === cached.fields[index])) return cached.bytes;
  const ownerFields = owner && { owner_id: owner.id, owner_id_type: owner.type };
  const shown = { chat_id, avatar, name, description, ...ownerFields, external, tenant_key, chat_status };
  const bytes = Buffer.from(`,${JSON.stringify(shown)}`);
  if (cache.size >= maxCached) cache.clear();
  cache.set(chat, { fields, bytes });
  return bytes;
}

/**
 * Joins chunks of `chatJson` to a list between a prefix and a suffix. Assembled from cached chunks, because stringifying
 * N chats dominates the response time. Each chunk starts with a comma; the first one is cut off.
 */
export function joinJson(prefix: string, [first, ...rest]: readonly Buffer[], suffix: string): Buffer[] {
  return [Buffer.from(prefix), ...(first ? [first.subarray(1)] : []), ...rest, Buffer.from(suffix)];
}
