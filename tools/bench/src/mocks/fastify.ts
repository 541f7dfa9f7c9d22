// What one would write with Fastify: a schema for the query and one for the answer, chats in an array.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fastify } from "fastify";
import { answerSchema, query, type Page } from "./page.ts";

const [, , port, folder = ""] = process.argv;
const page = JSON.parse(readFileSync(join(folder, "page.json"), "utf8")) as Page;
const server = fastify();
server.get("/open-apis/im/v1/chats", {
  schema: { querystring: query, response: { 200: answerSchema, 400: {} } },
  handler: async (request, reply) => {
    if (!request.headers.authorization?.startsWith("Bearer ")) {
      return reply.code(400).send({ code: 99991661, msg: "Missing access token for authorization." });
    }
    const { page_size } = request.query as { page_size: number };
    return { ...page, data: { ...page.data, items: page.data.items.slice(0, page_size) } };
  },
});
await server.listen({ port: Number(port), host: "127.0.0.1" });
