// The server's process: bare node:http that sends prepared bytes, so the client dominates the measured cost.
// A base URL is /<chats>/<delay in ms>/open-apis, so one server serves lists of every length.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chatAt, DISTINCT } from "./chats.ts";

/** As long as Feishu's page tokens are. */
const TOKEN_PREFIX = "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWd";
const prepared = new Map<string, Buffer>();

/** The page that begins at an index. The bytes of its chats are prepared once. */
function pageAt(chats: number, pageSize: number, start: number): Buffer {
  const end = Math.min(start + pageSize, chats);
  const key = `${start % DISTINCT} ${end - start}`;
  let items = prepared.get(key);
  if (!items) {
    const page = Array.from({ length: end - start }, (_, offset) => chatAt(start + offset));
    items = Buffer.from(`{"code":0,"msg":"success","data":{"items":${JSON.stringify(page)}`);
    prepared.set(key, items);
  }
  const more = end < chats;
  const rest = `,"page_token":"${more ? TOKEN_PREFIX + end : ""}","has_more":${more}}}`;
  return Buffer.concat([items, Buffer.from(rest)]);
}

const server = createServer((request, response) => {
  const [path, search] = (request.url ?? "").split("?");
  const [, chats, delay, ...rest] = (path ?? "").split("/");
  if (rest.join("/") !== "open-apis/im/v1/chats") {
    response.writeHead(404).end();
    return;
  }
  const query = new URLSearchParams(search);
  const start = Number(query.get("page_token")?.slice(TOKEN_PREFIX.length) ?? 0);
  const body = pageAt(Number(chats), Number(query.get("page_size") ?? 20), start);
  const send = (): void => {
    response.writeHead(200, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.length,
      "x-tt-logid": "202611231200000A1B2C3D4E5F60718293",
    });
    response.end(body);
  };
  if (delay === "0") send();
  else setTimeout(send, Number(delay));
});
// A client keeps its connection while the other clients take their turns.
server.keepAliveTimeout = 120_000;
await once(server.listen(0, "127.0.0.1"), "listening");

process.on("message", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
