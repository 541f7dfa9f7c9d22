import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Stage } from "./fault-stage.ts";
import { respond, serve, type Seen } from "./server.ts";

/** What a server does with a request. `page` is the correct response, as JSON. */
export type Fault = (response: ServerResponse, page: string, stage: Stage) => void;

export const good: Fault = (response, page) => void response.end(page);

/** Faults in order, for the token endpoint and for the list; then correct responses. */
export function inTurn(tokens: readonly Fault[], lists: readonly Fault[]): (request: Seen) => Fault {
  const [forTokens, forLists] = [[...tokens], [...lists]];
  return ({ method }) => (method === "POST" ? forTokens : forLists).shift() ?? good;
}

/** Responds with a string as HTML, or with any other value as JSON. */
export function responds(body: unknown, status = 200, headers: Record<string, string> = {}): Fault {
  return (response) => respond(response, body, status, headers);
}

/** Responds with the correct page in another form. */
export function sends(
  form: (page: string) => string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
): Fault {
  return (response, page) => response.writeHead(status, headers).end(form(page));
}

/** Writes raw bytes to the socket and closes it. */
export function raw(bytes: string): Fault {
  return (response) => void response.socket?.end(bytes);
}

export const reset: Fault = (response) => void response.socket?.resetAndDestroy();
export const close: Fault = (response) => void response.socket?.destroy();
export const stall: Fault = () => {};

/** The caller aborts; no response comes. */
export const abortInstead: Fault = (_response, _page, { abort }) => void setImmediate(abort);

/** The caller aborts; the response comes anyway. */
export const abortFirst: Fault = (response, page, { abort }) => {
  abort();
  setImmediate(() => response.end(page));
};

/** The server stops: closes all connections and its port. */
export const goDown: Fault = (_response, _page, { server }) => server.stop();

/** Sends a response without the last byte of its body, then does something else. */
export function begins(then: Fault, form: "declared" | "chunked" = "declared"): Fault {
  return (response, page, stage) => {
    const bytes = Buffer.from(page);
    response.writeHead(200, form === "declared" ? { "content-length": bytes.length } : {});
    response.write(bytes.subarray(0, -1), () => then(response, page, stage));
  };
}

/** A space now and then, forever. */
export const drips: Fault = (response) => {
  response.writeHead(200).flushHeaders();
  const timer = setInterval(() => response.write(" "), 5);
  response.on("close", () => clearInterval(timer));
};

/** The correct page, byte by byte. */
export const bytewise: Fault = async (response, page) => {
  response.writeHead(200);
  for (const byte of Buffer.from(page)) {
    response.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
};

/** 300 MB of spaces, as fast as they are read. */
export function floods(status = 200, headers: Record<string, string> = {}): Fault {
  return (response) => {
    const blanks = Buffer.alloc(1_000_000, " ");
    let left = 300;
    const more = (): void => {
      while (left-- > 0 && !response.destroyed) if (!response.write(blanks)) return;
      response.end();
    };
    response.writeHead(status, headers).on("drain", more);
    more();
  };
}

const blankArchive = gzipSync(Buffer.alloc(9_000_000, " "));

/** A few kilobytes that decode to more than the limit. */
export const bomb: Fault = sends(() => blankArchive, { "content-encoding": "gzip" });

/** The target of redirects, which no request may reach. Dispose of it. */
export const elsewhere = await serve((_request, response) => respond(response, "nobody should be here"));
