import type { MockReply } from "../message.ts";
import { changeChat, createChat, joinChat, leaveChat, touchChat } from "../tenant/changes.ts";
import type { Chat, ChatFields } from "../tenant/chats.ts";
import { checkChats, placeOf } from "../tenant/read-chats.ts";
import { searchChats } from "../tenant/search.ts";
import { bodyOf, bool, checkQuery, fieldsOf, numberOf } from "./input.ts";
import { ControlError, json, orRefuse } from "./route.ts";
import type { ControlCall, Route } from "./route.ts";

/** Most chats in one answer. */
const mostAtOnce = 1000;

/** The tenant's chats: listed, made and changed. */
export const chatRoutes: readonly Route[] = [
  { method: "GET", path: "/__mock/chats", answer: list },
  { method: "POST", path: "/__mock/chats", answer: create },
  { method: "PATCH", path: "/__mock/chats/{chat_id}", answer: change },
  { method: "POST", path: "/__mock/chats/{chat_id}/touch", answer: acting(touchChat) },
  { method: "POST", path: "/__mock/chats/{chat_id}/leave", answer: acting(leaveChat) },
  { method: "POST", path: "/__mock/chats/{chat_id}/join", answer: acting(joinChat) },
  { method: "POST", path: "/__mock/chats/{chat_id}/dissolve", answer: dissolve },
];

function list(call: ControlCall): MockReply {
  checkQuery(call, ["search", "offset", "limit", "left"]);
  const { tenant } = call.setup;
  const left = call.query.get("left") ?? "false";
  if (!/^(true|false)$/.test(left)) throw new ControlError(400, "query: left must be true or false");
  const offset = numberOf(call, "offset", 0);
  const limit = numberOf(call, "limit", 100, mostAtOnce);
  const found = searchChats(left === "true" ? tenant.left : tenant.chats, call.query.get("search") ?? "");
  return json(200, { total: found.length, items: found.slice(offset, offset + limit).map(shown) });
}

function create(call: ControlCall): MockReply {
  const fields = chatFieldsOf(call);
  return json(201, shown(orRefuse(400, () => createChat(call.setup.tenant, fields))));
}

function change(call: ControlCall): MockReply {
  const { chat_id, ...fields } = chatFieldsOf(call);
  if (chat_id !== undefined) throw new ControlError(400, "body.chat_id cannot change; leave it out");
  return json(200, shown(changeChat(call.setup.tenant, idOf(call), fields)));
}

function dissolve(call: ControlCall): MockReply {
  const { keep = false } = fieldsOf(call, { keep: bool });
  const chat_status = keep ? "dissolved_save" : "dissolved";
  return json(200, shown(changeChat(call.setup.tenant, idOf(call), { chat_status })));
}

function acting(action: typeof touchChat): Route["answer"] {
  return (call) => {
    fieldsOf(call, {});
    return json(200, shown(action(call.setup.tenant, idOf(call))));
  };
}

function idOf({ path }: ControlCall): string {
  return path["chat_id"] ?? "";
}

function chatFieldsOf(call: ControlCall): ChatFields {
  const body = bodyOf(call);
  // The check takes a list of chats.
  const [fields = {}] = orRefuse(400, () => checkChats([body], ([, ...path]) => placeOf("body", path)));
  return fields;
}

function shown(chat: Chat): Readonly<Record<string, unknown>> {
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
