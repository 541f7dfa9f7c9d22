import type { Chat } from "./chats.ts";
import type { User } from "./users.ts";

/** The owner's id that a caller gets to see. */
export interface ShownOwner {
  readonly id: string;
  readonly type: keyof User;
}

interface Written {
  readonly fields: readonly unknown[];
  readonly bytes: Buffer;
}

/** The most chats whose JSON is kept, in some two megabytes; then all are written anew. */
const mostKept = 4096;
const written = new Map<Chat, Written>();

/**
 * A chat as JSON with the wire's fields, after a comma; a bot has no owner. Written once and kept: held against the
 * chat's fields each time, so that whoever changes a chat need not know of it.
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
  const before = written.get(chat);
  if (before && fields.every((value, index) => value === before.fields[index])) return before.bytes;
  const ownerFields = owner && { owner_id: owner.id, owner_id_type: owner.type };
  const shown = { chat_id, avatar, name, description, ...ownerFields, external, tenant_key, chat_status };
  const bytes = Buffer.from(`,${JSON.stringify(shown)}`);
  if (written.size >= mostKept) written.clear();
  written.set(chat, { fields, bytes });
  return bytes;
}
