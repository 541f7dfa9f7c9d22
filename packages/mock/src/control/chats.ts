import type { MockResponse } from "../http/message.ts";
import { uncachedJson } from "../http/response.ts";
import { changeChat, createChat, joinChat, leaveChat, touchChat } from "../tenant/changes.ts";
import type { Chat, ChatFields } from "../tenant/chats.ts";
import { searchChats } from "../tenant/search.ts";
import type { JsonObject } from "../util/json.ts";
import { orBadRequest } from "./control-request.ts";
import type { ControlRequest, Respond } from "./control-request.ts";

/** The chats of the tenant. */
export const chatOperations: Readonly<Record<string, Respond>> = {
  listChats,
  createChat: ({ context, body }) =>
    uncachedJson(201, chatView(orBadRequest(() => createChat(context.tenant, body as ChatFields)))),
  changeChat: (request) => change(request, request.body),
  dissolveChat: (request) =>
    change(request, { chat_status: request.body["keep"] === true ? "dissolved_save" : "dissolved" }),
  touchChat: respondWith(touchChat),
  leaveChat: respondWith(leaveChat),
  joinChat: respondWith(joinChat),
};

function listChats({ context: { tenant }, query }: ControlRequest): MockResponse {
  const { search, offset, limit, left } = query as unknown as ListQuery;
  const found = searchChats(left ? tenant.left : tenant.chats, search);
  return uncachedJson(200, { total: found.length, items: found.slice(offset, offset + limit).map(chatView) });
}

interface ListQuery {
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
  readonly left: boolean;
}

function change({ context, path }: ControlRequest, fields: ChatFields): MockResponse {
  return uncachedJson(200, chatView(changeChat(context.tenant, path["chat_id"] ?? "", fields)));
}

function respondWith(action: typeof touchChat): Respond {
  return ({ context, path }) => uncachedJson(200, chatView(action(context.tenant, path["chat_id"] ?? "")));
}

function chatView(chat: Chat): JsonObject {
  const { chat_id, name, description, avatar, external, chat_status, owner, activeTime, createTime } = chat;
  return {
    chat_id,
    name,
    description,
    avatar,
    external,
    chat_status,
    owner_id: owner?.open_id ?? null,
    active_time: activeTime,
    create_time: createTime,
  };
}
