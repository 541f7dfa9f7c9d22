// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

import type { ObjectShapes } from "../check/check-object.ts";

/** The objects of successful responses, by name. */
export const objects: ObjectShapes = {
  TenantAccessToken: {
    fields: [
      ["code", true, { integer: [0] }],
      ["msg", true, { string: true }],
      ["tenant_access_token", true, { string: true }],
      ["expire", true, { integer: true }],
    ],
  },
  ChatPage: {
    fields: [
      ["items", true, { array: { object: "Chat" } }],
      ["page_token", false, { string: true }],
      ["has_more", true, { boolean: true }],
    ],
  },
  Chat: {
    fields: [
      ["chat_id", true, { string: true }],
      ["avatar", true, { string: true }],
      ["name", true, { string: true }],
      ["description", true, { string: true }],
      ["owner_id", false, { string: true }],
      ["owner_id_type", false, { string: ["user_id","open_id","union_id"] }],
      ["external", true, { boolean: true }],
      ["tenant_key", true, { string: true }],
      ["chat_status", true, { string: ["normal","dissolved","dissolved_save"] }],
    ],
  },
};

/** The name of the object in each operation's result. */
export const results: Readonly<Record<string, string>> = {
  "auth.v3.tenantAccessToken.internal": "TenantAccessToken",
  "im.v1.chat.list": "ChatPage",
};
