import type { Answer } from "../answer.ts";
import { refuse, valueOf } from "../call.ts";
import type { Call } from "../call.ts";
import type { Chat } from "../tenant/chats.ts";
import { chatJson } from "../tenant/chat-json.ts";
import type { ShownOwner } from "../tenant/chat-json.ts";
import { orders, pageOf, usualOrder } from "../tenant/orders.ts";
import { readPageToken, writePageToken } from "../tenant/page-token.ts";
import type { PageCursor } from "../tenant/page-token.ts";
import type { User } from "../tenant/users.ts";

const start = Buffer.from(`{"code":0,"msg":"success","data":{"items":[`);

/** A page of the tenant's chats. The last page has an empty `page_token`, as recorded. 232001 for a foreign token. */
export function answer(call: Call): Answer {
  const { tenant } = call.setup;
  const operation = call.operation.id;
  const sortType = valueOf(call, "sort_type") ?? usualOrder;
  const order = orders[sortType] ?? orders[usualOrder];
  const token = valueOf(call, "page_token") || undefined;
  const position = token === undefined ? undefined : readPageToken(token, operation, sortType, tenant.seed);
  if (token !== undefined && !position) return refuse(call, 232001);
  const { chats, hasMore } = pageOf(
    tenant,
    order,
    position,
    Number(valueOf(call, "page_size") ?? tenant.chats.length),
  );
  const last = chats.at(-1);
  const next = hasMore && last ? { operation, order: sortType, position: order.position(last) } : undefined;
  const type = shownType(call);
  const items = chats.map((chat) => chatJson(chat, ownerOf(chat, type)));
  const rest = JSON.stringify({ ...pageToken(call, next, sortType), has_more: hasMore });
  const [first = Buffer.alloc(0), ...others] = items;
  const end = Buffer.from(`],${rest.slice(1)}}`);
  return { status: 200, body: undefined, pieces: [start, first.subarray(1), ...others, end] };
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

/** The kind of id that owners are shown by; none for `user_id` where the app lacks the field scope. */
function shownType(call: Call): keyof User | undefined {
  const type = (valueOf(call, "user_id_type") ?? "open_id") as keyof User;
  const isGranted = call.operation.fieldScopes.every((scope) => call.caller?.app.scopes.includes(scope));
  return type === "user_id" && !isGranted ? undefined : type;
}

/** None for a bot. */
function ownerOf({ owner }: Chat, type: keyof User | undefined): ShownOwner | undefined {
  return owner && type && { id: owner[type], type };
}
