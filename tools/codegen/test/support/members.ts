import type { Edit } from "./contract.ts";
import { successResponse, operation, schemaAt } from "./operations.ts";

const PATH = ["paths", "/im/v1/chats/{chat_id}/members"];
const ref = (kind: string, name: string): object => ({ $ref: `#/components/${kind}/${name}` });
const json = (schema: object): object => ({ content: { "application/json": { schema } } });

const failure = {
  summary: "The chat is dissolved",
  "x-error": { kind: "not_found", evidence: "documented", remedy: "Leave the chat out." },
  value: { code: 232009, msg: "Your request specifies a chat which has already been dissolved." },
};

const member = {
  type: "object",
  description: "A member of a chat.",
  required: ["member_id", "joined_at", "nickname", "roles"],
  properties: {
    member_id: { type: "string" },
    member_id_type: { type: "string", enum: ["open_id", "user_id"] },
    joined_at: { type: "string", format: "int64", examples: ["1700000000000"] },
    nickname: { type: ["string", "null"] },
    roles: { type: "array", items: { type: "string", enum: ["owner", "manager"] } },
    status: ref("schemas", "MemberStatus"),
    settings: { type: ["object", "null"], properties: { muted: { type: "boolean", deprecated: true } } },
    labels: { type: "object", additionalProperties: { type: "string" } },
  },
};

const page = {
  type: "object",
  required: ["items", "has_more"],
  properties: {
    items: { type: "array", items: ref("schemas", "ChatMember") },
    page_token: { type: "string" },
    has_more: { type: "boolean" },
    member_total: { type: "integer" },
  },
};

const list = {
  summary: "List the members of a chat",
  "x-scopes": ["im:chat:readonly"],
  "x-rate-limit": { per_second: 50 },
  "x-pagination": { cursor: "page_token", limit: "page_size", items: "items", has_more: "has_more" },
  security: [{ tenantAccessToken: [] }],
  parameters: [
    {
      name: "member_id_type",
      in: "query",
      deprecated: true,
      schema: { type: "string", enum: ["open_id", "user_id"] },
    },
    { name: "roles", in: "query", schema: { type: "array", items: { type: "string", enum: ["owner"] } } },
    ref("parameters", "PageToken"),
    { name: "page_size", in: "query", schema: { type: "integer", maximum: 100, default: 20 } },
  ],
  responses: {
    "200": successResponse({ data: ref("schemas", "ChatMemberPage") }),
    "400": {
      description: "A refusal.",
      content: {
        "application/json": { schema: ref("schemas", "Failure"), examples: { "232009": failure } },
      },
    },
  },
};

const add = {
  summary: "Add members to a chat",
  deprecated: true,
  security: [{ tenantAccessToken: [] }],
  requestBody: {
    required: true,
    ...json({
      type: "object",
      required: ["id_list"],
      properties: {
        id_list: { type: "array", minItems: 1, maxItems: 50, items: { type: "string" } },
        succeed_type: { type: "integer", enum: [0, 1, 2], default: 0 },
        inviter: ref("schemas", "Inviter"),
        notice: {
          type: ["object", "null"],
          required: ["text"],
          properties: { text: { type: "string" }, silent: { type: "boolean" } },
        },
      },
    }),
  },
  responses: {
    "200": successResponse({
      data: {
        type: "object",
        properties: { invalid_id_list: { type: "array", items: { type: "string" } } },
      },
    }),
  },
};

/** Adds a second list operation, one with a body, and one whose response has no data. */
export const withMembers: readonly Edit[] = [
  [schemaAt("ChatMember"), member],
  [schemaAt("ChatMemberPage"), page],
  [schemaAt("MemberStatus"), { type: "string", enum: ["active", "left"] }],
  [
    schemaAt("Inviter"),
    { type: "object", required: ["kind"], properties: { kind: { type: "string", enum: ["user", "bot"] } } },
  ],
  [
    [...PATH, "parameters"],
    [
      {
        name: "chat_id",
        in: "path",
        required: true,
        description: "Which chat.",
        schema: { type: "string", minLength: 1 },
        example: "oc_a0553eda9014c201e6969b478895c230",
      },
    ],
  ],
  [[...PATH, "get"], operation("im.v1.chatMembers.get", list)],
  [[...PATH, "post"], operation("im.v1.chatMembers.create", add)],
  [[...PATH, "delete"], operation("im.v1.chatMembers.delete", { security: [{ tenantAccessToken: [] }] })],
];
