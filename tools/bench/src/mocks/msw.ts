// MSW has no server of its own: its handlers behind node:http, as its middleware for Express does it.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { getResponse, http, HttpResponse } from "msw";
import type { Page } from "./page.ts";

const [, , port, folder = ""] = process.argv;
const page = JSON.parse(readFileSync(join(folder, "page.json"), "utf8")) as Page;
const handlers = [
  http.get("*/open-apis/im/v1/chats", ({ request }) => {
    if (!request.headers.get("authorization")?.startsWith("Bearer "))
      return HttpResponse.json({ code: 99991661, msg: "Missing access token." }, { status: 400 });
    const size = Number(new URL(request.url).searchParams.get("page_size") ?? 20);
    if (!(Number.isInteger(size) && size >= 1 && size <= 100))
      return HttpResponse.json({ code: 99992402, msg: "field validation failed" }, { status: 400 });
    return HttpResponse.json({ ...page, data: { ...page.data, items: page.data.items.slice(0, size) } });
  }),
];
createServer((request, response) => {
  void (async () => {
    const asked = new Request(`http://127.0.0.1${request.url}`, {
      headers: request.headers as Record<string, string>,
    });
    const answer = await getResponse(handlers, asked);
    response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []));
    response.end(answer && Buffer.from(await answer.arrayBuffer()));
  })();
}).listen(Number(port), "127.0.0.1");
