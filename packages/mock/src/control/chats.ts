import type { MockResponse } from "../http/message.ts";
import { uncachedJson } from "../http/response.ts";
import { changeChat, createChat, joinChat, leaveChat, touchChat } from "../tenant/changes.ts";
import type { Chat, ChatFields } from "../tenant/chats.ts";
import { searchChats } from "../tenant/search.ts";
import type { JsonObject } from "../util/json.ts";
import { orBadRequest } from "./call.ts";
import type { ControlCall, Respond } from "./call.ts";

/** The chats of the tenant. */
export const chatOperations: Readonly<Record<string, Respond>> = {
  listChats,
  createChat: ({ setup, body }) =>
    uncachedJson(201, chatView(orBadRequest(() => createChat(setup.tenant, body as ChatFields)))),
  changeChat: (call) => change(call, call.body),
  dissolveChat: (call) =>
    change(call, { chat_status: call.body["keep"] === true ? "dissolved_save" : "dissolved" }),
  touchChat: applying(touchChat),
  leaveChat: applying(leaveChat),
  joinChat: applying(joinChat),
};

function listChats({ setup: { tenant }, query }: ControlCall): MockResponse {
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

function change({ setup, path }: ControlCall, fields: ChatFields): MockResponse {
  return uncachedJson(200, chatView(changeChat(setup.tenant, path["chat_id"] ?? "", fields)));
}

function applying(action: typeof touchChat): Respond {
  return ({ setup, path }) => uncachedJson(200, chatView(action(setup.tenant, path["chat_id"] ?? "")));
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
