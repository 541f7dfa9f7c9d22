// A mock as a user would write it with Fastify: schemas for the query and the response, chats in an array.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fastify } from "fastify";

const string = { type: "string" };
const query = {
  type: "object",
  properties: {
    page_size: { type: "integer", minimum: 1, maximum: 100, default: 20 },
    page_token: string,
    sort_type: { enum: ["ByCreateTimeAsc", "ByActiveTimeDesc"] },
    user_id_type: { enum: ["open_id", "union_id", "user_id"] },
  },
};
const chat = {
  type: "object",
  properties: {
    chat_id: string,
    avatar: string,
    name: string,
    description: string,
    owner_id: string,
    owner_id_type: string,
    external: { type: "boolean" },
    tenant_key: string,
    chat_status: string,
  },
};
const response = {
  type: "object",
  properties: {
    code: { type: "integer" },
    msg: string,
    data: {
      type: "object",
      properties: {
        items: { type: "array", items: chat },
        page_token: string,
        has_more: { type: "boolean" },
      },
    },
  },
};

const [, , port, folder = ""] = process.argv;
const page = JSON.parse(readFileSync(join(folder, "page.json"), "utf8")) as { data: { items: object[] } };
const server = fastify();
server.get("/open-apis/im/v1/chats", {
  schema: { querystring: query, response: { 200: response, 400: {} } },
  handler: async (request, sender) => {
    if (!request.headers.authorization?.startsWith("Bearer "))
      return sender.code(400).send({ code: 99991661, msg: "Missing access token for authorization." });
    const { page_size } = request.query as { page_size: number };
    return { ...page, data: { ...page.data, items: page.data.items.slice(0, page_size) } };
  },
});
await server.listen({ port: Number(port), host: "127.0.0.1" });
