import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a test server received it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A real server on a free port of the loopback interface. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: Seen[];
  /** Destroys open connections and stops listening. */
  stop(): void;
}

export type Handler = (request: Seen, response: ServerResponse, index: number) => void;

/** Starts a server. Disposing of it destroys open connections, so that no test hangs on it. */
export async function serve(handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://server");
      const one = {
        method: request.method ?? "",
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body,
      };
      seen.push(one);
      handler(one, response, seen.length - 1);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const closed = once(server, "close");
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return {
    url: `http://127.0.0.1:${port}/open-apis`,
    seen,
    stop,
    async [Symbol.asyncDispose]() {
      stop();
      await closed;
    },
  };
}

/** Responds with a string, or with any other value as JSON. */
export function respond(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const isText = typeof body === "string";
  response.writeHead(status, {
    "content-type": isText ? "text/html" : "application/json; charset=utf-8",
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}

/** An envelope around a page of chats that have only an id. */
export function pageOf(ids: readonly string[], rest: { has_more?: unknown; page_token?: unknown }): unknown {
  return { code: 0, msg: "success", data: { items: ids.map((chat_id) => ({ chat_id })), ...rest } };
}

/** A server with a list of pages. The token of page k is `page-k`, and the last page's is empty. */
export function servePages(pages: readonly (readonly string[])[]): Promise<TestServer> {
  return serve((request, response) => {
    const index = Number((request.query.get("page_token") ?? "page-0").slice("page-".length));
    const last = index === pages.length - 1;
    respond(
      response,
      pageOf(pages[index] ?? [], { has_more: !last, page_token: last ? "" : `page-${index + 1}` }),
    );
  });
}
