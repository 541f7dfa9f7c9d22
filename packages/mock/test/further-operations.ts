import { contract } from "../src/generated/contract.ts";
import { objectOr } from "../src/util/json.ts";
import type { JsonObject } from "../src/util/json.ts";

const named = (values: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

const page = (chat_id: string, page_token = ""): object => ({
  code: 0,
  msg: "success",
  data: { items: [{ chat_id }], page_token, has_more: page_token !== "" },
});

const chat = {
  parameters: [
    {
      name: "chat_id",
      in: "path",
      required: true,
      schema: { type: "string", pattern: "^oc_", maxLength: 9 },
    },
  ],
  get: {
    operationId: "im.v1.chat.get",
    security: [{ tenantAccessToken: [] }],
    "x-scopes": ["im:chat.info"],
    "x-preconditions": ["bot_ability"],
    responses: {
      "200": {
        description: "ok",
        content: { "application/json": { example: { code: 0, msg: "success", data: { name: "one chat" } } } },
      },
    },
  },
  delete: { operationId: "im.v1.chat.delete", responses: { "204": { description: "gone" } } },
};

const search = {
  get: {
    operationId: "im.v1.chat.search",
    security: [{ tenantAccessToken: [] }],
    "x-pagination": { cursor: "page_token", limit: "page_size", items: "items", has_more: "has_more" },
    parameters: [
      {
        name: "page_token",
        in: "query",
        schema: { type: "string" },
        examples: named({ second: "two", third: "three", "docs-second": "two" }),
      },
      {
        name: "query",
        in: "query",
        required: true,
        schema: { $ref: "#/components/schemas/Query" },
        examples: named({ docs: "docs", "docs-second": "docs", "232011": "gone" }),
      },
      {
        name: "ids",
        in: "query",
        examples: named({ listed: [1, 2] }),
        schema: { type: "array", maxItems: 3, items: { type: "integer", maximum: 9 } },
      },
      { name: "ratio", in: "query", schema: { type: "number" } },
      { name: "deep", in: "query", schema: { type: "boolean" } },
      { name: "x-region", in: "header", schema: { type: "string", enum: ["cn", "sg"] } },
    ],
    responses: {
      "200": {
        description: "ok",
        content: {
          "application/json": {
            examples: named({
              ok: page("oc_1", "two"),
              // Before the examples that must take precedence.
              "docs-second": page("oc_5"),
              second: page("oc_2", "three"),
              third: page("oc_3"),
              docs: page("oc_4", "two"),
              listed: page("oc_6"),
            }),
          },
        },
      },
      "400": {
        description: "refused",
        content: { "application/json": { examples: named({ "232011": { code: 232011, msg: "gone" } }) } },
      },
    },
  },
};

const messages = {
  post: {
    operationId: "im.v1.message.create",
    security: [{ tenantAccessToken: [] }],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            required: ["msg_type"],
            properties: {
              msg_type: { type: "string", enum: ["text", "卡片"] },
              content: {
                type: "object",
                required: ["text"],
                properties: { text: { type: "string", maxLength: 5 } },
              },
              mentions: { type: "array", items: { type: "integer" } },
            },
          },
        },
      },
    },
    responses: {
      "200": {
        description: "ok",
        content: {
          "application/json": {
            schema: { type: "object", properties: { code: { type: "integer", const: 0 } } },
            // JavaScript objects list numeric names first. The success must be the default nevertheless.
            examples: {
              "230001": { value: { code: 230001, msg: "Invalid request param." } },
              sent: { value: { code: 0, msg: "success", data: { message_id: "om_1" } } },
            },
          },
        },
      },
    },
  },
};

/** The built-in contract with additional operations that have no behaviour. */
export function withFurtherOperations(): JsonObject {
  const document = structuredClone(contract);
  const paths = {
    "/im/v1/chats/{chat_id}": chat,
    "/im/v1/chats/search": search,
    "/im/v1/messages": messages,
  };
  Object.assign(objectOr(document["paths"]), paths);
  const schemas = objectOr(objectOr(document["components"])["schemas"]);
  Object.assign(schemas, { Query: { type: "string", minLength: 2 } });
  return document;
}
