import type { Answer } from "../answer.ts";
import { refuse, valueOf } from "../call.ts";
import type { Call } from "../call.ts";
import type { JsonObject } from "../json.ts";
import type { Chat } from "../tenant/chats.ts";
import { orders, pageOf } from "../tenant/orders.ts";
import { readPageToken, writePageToken } from "../tenant/page-token.ts";
import type { PageCursor } from "../tenant/page-token.ts";
import type { User } from "../tenant/users.ts";

/** A page of the tenant's chats. The last page has an empty `page_token`, as recorded. 232001 for a foreign token. */
export function answer(call: Call): Answer {
  const { tenant } = call.setup;
  const operation = call.operation.id;
  const sortType = valueOf(call, "sort_type") ?? "ByCreateTimeAsc";
  const order = orders[sortType];
  const token = valueOf(call, "page_token") || undefined;
  const position = token === undefined ? undefined : readPageToken(token, operation, sortType, tenant.seed);
  if (!order || (token !== undefined && !position)) return refuse(call, 232001);
  const { chats, hasMore } = pageOf(
    tenant,
    order,
    position,
    Number(valueOf(call, "page_size") ?? tenant.chats.length),
  );
  const last = chats.at(-1);
  const next = hasMore && last ? { operation, order: sortType, position: order.position(last) } : undefined;
  const data = {
    items: chats.map((chat) => onTheWire(call, chat)),
    ...pageToken(call, next, sortType),
    has_more: hasMore,
  };
  return { status: 200, body: { code: 0, msg: "success", data } };
}

/** A last page has an empty one, none, or one that leads nowhere: all three have been seen or documented. */
function pageToken(call: Call, next: PageCursor | undefined, order: string): { page_token?: string } {
  const { tenant, options } = call.setup;
  if (next) return { page_token: writePageToken(next, tenant.seed) };
  const { lastPageToken } = options.quirks;
  if (lastPageToken === "absent") return {};
  const end = { operation: call.operation.id, order, position: [Number.MAX_SAFE_INTEGER] };
  return { page_token: lastPageToken === "token" ? writePageToken(end, tenant.seed) : "" };
}

function onTheWire(call: Call, chat: Chat): JsonObject {
  const { chat_id, avatar, name, description, external, tenant_key, chat_status } = chat;
  const owner = ownerFields(call, chat.owner);
  return { chat_id, avatar, name, description, ...owner, external, tenant_key, chat_status };
}

/** None for a bot; none for ids of type `user_id` where the app lacks the field scope. */
function ownerFields(call: Call, owner: User | undefined): JsonObject {
  const type = valueOf(call, "user_id_type") ?? "open_id";
  const isGranted = call.operation.fieldScopes.every((scope) => call.caller?.app.scopes.includes(scope));
  if (!owner || (type === "user_id" && !isGranted)) return {};
  return { owner_id: owner[type as keyof User], owner_id_type: type };
}
