// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

import { isFields, unknownFields, wrong, type Check, type Fields, type Findings } from "../check/findings.ts";

function TenantAccessToken(value: Fields, at: string, found: Findings): void {
  let names = 4;
  let field: unknown;
  field = value["code"];
  if (field !== 0) names -= wrong(found, `${at}/code`, field, "0", "number");
  field = value["msg"];
  if (typeof field !== "string") names -= wrong(found, `${at}/msg`, field, "string");
  field = value["tenant_access_token"];
  if (typeof field !== "string") names -= wrong(found, `${at}/tenant_access_token`, field, "string");
  field = value["expire"];
  if (!Number.isInteger(field)) names -= wrong(found, `${at}/expire`, field, "integer");
  for (const _name in value) names--;
  if (names !== 0) unknownFields(found, at, value, ["code", "msg", "tenant_access_token", "expire"]);
}

function ChatPage(value: Fields, at: string, found: Findings): void {
  let names = 2;
  let field: unknown;
  field = value["items"];
  if (Array.isArray(field)) {
    const itemAt = `${at}/items/*`;
    for (const item of field) {
      if (isFields(item)) {
        Chat(item, itemAt, found);
      } else wrong(found, itemAt, item, "object");
    }
  } else names -= wrong(found, `${at}/items`, field, "array");
  field = value["page_token"];
  if (field !== undefined) {
    names++;
    if (typeof field !== "string") wrong(found, `${at}/page_token`, field, "string");
  }
  field = value["has_more"];
  if (typeof field !== "boolean") names -= wrong(found, `${at}/has_more`, field, "boolean");
  for (const _name in value) names--;
  if (names !== 0) unknownFields(found, at, value, ["items", "page_token", "has_more"]);
}

function Chat(value: Fields, at: string, found: Findings): void {
  let names = 7;
  let field: unknown;
  field = value["chat_id"];
  if (typeof field !== "string") names -= wrong(found, `${at}/chat_id`, field, "string");
  field = value["avatar"];
  if (typeof field !== "string") names -= wrong(found, `${at}/avatar`, field, "string");
  field = value["name"];
  if (typeof field !== "string") names -= wrong(found, `${at}/name`, field, "string");
  field = value["description"];
  if (typeof field !== "string") names -= wrong(found, `${at}/description`, field, "string");
  field = value["owner_id"];
  if (field !== undefined) {
    names++;
    if (typeof field !== "string") wrong(found, `${at}/owner_id`, field, "string");
  }
  field = value["owner_id_type"];
  if (field !== undefined) {
    names++;
    if (field !== "user_id" && field !== "open_id" && field !== "union_id") wrong(found, `${at}/owner_id_type`, field, "user_id | open_id | union_id", "string");
  }
  field = value["external"];
  if (typeof field !== "boolean") names -= wrong(found, `${at}/external`, field, "boolean");
  field = value["tenant_key"];
  if (typeof field !== "string") names -= wrong(found, `${at}/tenant_key`, field, "string");
  field = value["chat_status"];
  if (field !== "normal" && field !== "dissolved" && field !== "dissolved_save") names -= wrong(found, `${at}/chat_status`, field, "normal | dissolved | dissolved_save", "string");
  for (const _name in value) names--;
  if (names !== 0) unknownFields(found, at, value, ["chat_id", "avatar", "name", "description", "owner_id", "owner_id_type", "external", "tenant_key", "chat_status"]);
}

/** What holds the result of each operation against the contract. */
export const checks: Readonly<Record<string, Check>> = {
  "auth.v3.tenantAccessToken.internal": TenantAccessToken,
  "im.v1.chat.list": ChatPage,
};
