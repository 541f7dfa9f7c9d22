import { codes } from "../contract/codes.ts";
import type { ResponseDraft } from "../http/response.ts";
import { errorResponse, queryValueOrDefault } from "../operation/operation-request.ts";
import type { OperationRequest } from "../operation/operation-request.ts";
import { chatJson, joinJson } from "../tenant/chat-json.ts";
import type { ShownOwner } from "../tenant/chat-json.ts";
import type { Chat } from "../tenant/chats.ts";
import { defaultSortType, orders, pageOf } from "../tenant/orders.ts";
import type { Order } from "../tenant/orders.ts";
import { readPageToken, writePageToken } from "../tenant/page-token.ts";
import type { User } from "../tenant/users.ts";

/** Returns a page of chats, or 232001 if the page token belongs to another list, order or seed. */
export function respond(request: OperationRequest): ResponseDraft {
  const { tenant } = request.context;
  const sortType = queryValueOrDefault(request, "sort_type") ?? defaultSortType;
  const order = orders[sortType] ?? orders[defaultSortType];
  const pageToken = queryValueOrDefault(request, "page_token");
  const position = pageToken
    ? readPageToken(pageToken, request.operation.id, sortType, tenant.seed)
    : undefined;
  if (pageToken && !position) return errorResponse(request, codes.invalidParameter);
  const pageSize = Number(queryValueOrDefault(request, "page_size") ?? tenant.chats.length);
  const { chats, hasMore } = pageOf(tenant, order, position, pageSize);
  const lastChat = chats.at(-1);
  const nextPosition = hasMore && lastChat ? order.position(lastChat) : undefined;
  const idType = ownerIdType(request);
  const items = chats.map((chat) => chatJson(chat, ownerOf(chat, idType)));
  const rest = { ...pageTokenField(request, sortType, order, nextPosition), has_more: hasMore };
  const closing = JSON.stringify(rest).slice(1);
  const chunks = joinJson(`{"code":0,"msg":"success","data":{"items":[`, items, `],${closing}}`);
  return { status: 200, body: undefined, chunks };
}

/** Feishu's last page has an empty `page_token` (recorded), none (documented), or one that leads to an empty page. */
function pageTokenField(
  { context, operation }: OperationRequest,
  sortType: string,
  order: Order,
  nextPosition: readonly number[] | undefined,
): { page_token?: string } {
  const { tenant, options } = context;
  const { lastPageToken } = options.quirks;
  if (!nextPosition && lastPageToken === "absent") return {};
  if (!nextPosition && lastPageToken === "empty") return { page_token: "" };
  const position = nextPosition ?? order.beyondLastChat;
  return { page_token: writePageToken({ operationId: operation.id, sortType, position }, tenant.seed) };
}

/** The id type of owners. Undefined for `user_id` if the app lacks the field scope: Feishu then omits the owner. */
function ownerIdType(request: OperationRequest): keyof User | undefined {
  const { operation, caller } = request;
  const type = (queryValueOrDefault(request, "user_id_type") ?? "open_id") as keyof User;
  const isGranted = operation.fieldScopes.every((scope) => caller?.app.scopes.includes(scope));
  return type === "user_id" && !isGranted ? undefined : type;
}

/** Undefined for a chat that a bot owns. */
function ownerOf({ owner }: Chat, type: keyof User | undefined): ShownOwner | undefined {
  return owner && type && { id: owner[type], type };
}
