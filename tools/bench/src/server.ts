// The server's process: bare node:http that sends prepared bytes, so that what is measured is the client.
// A base URL is /<chats>/<delay in ms>/open-apis: one server holds lists of every length.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAnswers, placeOf } from "./answers.ts";

const cut = createAnswers();
let connections = 0;

const server = createServer((request, response) => {
  const [path, query] = (request.url ?? "").split("?");
  const [, chats, delay, ...rest] = (path ?? "").split("/");
  if (rest.join("/") !== "open-apis/im/v1/chats") {
    response.writeHead(404).end();
    return;
  }
  const asked = new URLSearchParams(query);
  const bytes = cut(Number(chats), Number(asked.get("page_size") ?? 20), placeOf(asked.get("page_token")));
  const body = Buffer.concat(bytes);
  const answer = (): void => {
    response.writeHead(200, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.length,
      "x-tt-logid": "202611231200000A1B2C3D4E5F60718293",
    });
    response.end(body);
  };
  if (delay === "0") answer();
  else setTimeout(answer, Number(delay));
});
// A client that waits for its turn keeps its connection.
server.keepAliveTimeout = 120_000;
server.on("connection", () => (connections += 1));
server.listen(0, "127.0.0.1");
const listening = once(server, "listening");

async function tell(): Promise<void> {
  await listening;
  process.send?.({ port: (server.address() as AddressInfo).port, connections });
  connections = 0;
}

process.on("message", () => void tell());
process.on("disconnect", () => process.exit());
