import { refuse, valueOf } from "../call/call.ts";
import type { Call } from "../call/call.ts";
import type { ResponseDraft } from "../http/response.ts";
import { chatJson } from "../tenant/chat-json.ts";
import type { ShownOwner } from "../tenant/chat-json.ts";
import type { Chat } from "../tenant/chats.ts";
import { defaultOrder, orders, pageOf } from "../tenant/orders.ts";
import { readPageToken, writePageToken } from "../tenant/page-token.ts";
import type { PageCursor } from "../tenant/page-token.ts";
import type { User } from "../tenant/users.ts";

const start = Buffer.from(`{"code":0,"msg":"success","data":{"items":[`);

/** Returns a page of chats, or 232001 if the page token belongs to another list, order or seed. */
export function respond(call: Call): ResponseDraft {
  const { tenant } = call.setup;
  const operation = call.operation.id;
  const sortType = valueOf(call, "sort_type") ?? defaultOrder;
  const order = orders[sortType] ?? orders[defaultOrder];
  const token = valueOf(call, "page_token") || undefined;
  const position = token === undefined ? undefined : readPageToken(token, operation, sortType, tenant.seed);
  if (token !== undefined && !position) return refuse(call, 232001);
  const size = Number(valueOf(call, "page_size") ?? tenant.chats.length);
  const { chats, hasMore } = pageOf(tenant, order, position, size);
  const last = chats.at(-1);
  const next = hasMore && last ? { operation, order: sortType, position: order.position(last) } : undefined;
  const idType = ownerIdType(call);
  const items = chats.map((chat) => chatJson(chat, ownerOf(chat, idType)));
  const rest = JSON.stringify({ ...pageToken(call, next, sortType), has_more: hasMore });
  const [first = Buffer.alloc(0), ...others] = items;
  const end = Buffer.from(`],${rest.slice(1)}}`);
  return { status: 200, body: undefined, chunks: [start, first.subarray(1), ...others, end] };
}

/** Feishu's last page has an empty `page_token` (recorded), none (documented), or one that leads to an empty page. */
function pageToken(call: Call, next: PageCursor | undefined, order: string): { page_token?: string } {
  const { tenant, options } = call.setup;
  if (next) return { page_token: writePageToken(next, tenant.seed) };
  const { lastPageToken } = options.quirks;
  if (lastPageToken === "absent") return {};
  const end = { operation: call.operation.id, order, position: [Number.MAX_SAFE_INTEGER] };
  return { page_token: lastPageToken === "token" ? writePageToken(end, tenant.seed) : "" };
}

/** The id type of owners. Undefined for `user_id` if the app lacks the field scope: Feishu then omits the owner. */
function ownerIdType(call: Call): keyof User | undefined {
  const type = (valueOf(call, "user_id_type") ?? "open_id") as keyof User;
  const isGranted = call.operation.fieldScopes.every((scope) => call.caller?.app.scopes.includes(scope));
  return type === "user_id" && !isGranted ? undefined : type;
}

/** Undefined for a chat that a bot owns. */
function ownerOf({ owner }: Chat, type: keyof User | undefined): ShownOwner | undefined {
  return owner && type && { id: owner[type], type };
}
