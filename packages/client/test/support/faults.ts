import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Stage } from "./fault-stage.ts";
import { answer, serve, type Seen } from "./server.ts";

/** What a server does with a request; `page` is the right answer to it, as JSON. */
export type Fault = (response: ServerResponse, page: string, stage: Stage) => void;

export const good: Fault = (response, page) => void response.end(page);

/** One fault after the other, for the token endpoint and for the list, and good answers when there is none left. */
export function inTurn(tokens: readonly Fault[], lists: readonly Fault[]): (request: Seen) => Fault {
  const [forTokens, forLists] = [[...tokens], [...lists]];
  return ({ method }) => (method === "POST" ? forTokens : forLists).shift() ?? good;
}

/** Answers with a text, as HTML, or with anything else, as JSON. */
export function says(body: unknown, status = 200, headers: Record<string, string> = {}): Fault {
  return (response) => answer(response, body, status, headers);
}

/** Answers with the right page after all, but in another form. */
export function sends(
  form: (page: string) => string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
): Fault {
  return (response, page) => response.writeHead(status, headers).end(form(page));
}

/** Writes bytes past HTTP, and closes. */
export function raw(bytes: string): Fault {
  return (response) => void response.socket?.end(bytes);
}

export const reset: Fault = (response) => void response.socket?.resetAndDestroy();
export const close: Fault = (response) => void response.socket?.destroy();
export const stall: Fault = () => {};

/** The caller aborts; no answer comes. */
export const abortInstead: Fault = (_response, _page, { abort }) => void setImmediate(abort);

/** The caller aborts; the answer comes all the same. */
export const abortFirst: Fault = (response, page, { abort }) => {
  abort();
  setImmediate(() => response.end(page));
};

/** The server is gone: this connection, all others, and its port. */
export const goDown: Fault = (_response, _page, { server }) => server.stop();

/** Begins an answer with everything but the last byte of its body; then does something else. */
export function begins(then: Fault, form: "declared" | "chunked" = "declared"): Fault {
  return (response, page, stage) => {
    const bytes = Buffer.from(page);
    response.writeHead(200, form === "declared" ? { "content-length": bytes.length } : {});
    response.write(bytes.subarray(0, -1), () => then(response, page, stage));
  };
}

/** A blank now and then, for ever. */
export const drips: Fault = (response) => {
  response.writeHead(200).flushHeaders();
  const timer = setInterval(() => response.write(" "), 5);
  response.on("close", () => clearInterval(timer));
};

/** The right page, byte by byte. */
export const bytewise: Fault = async (response, page) => {
  response.writeHead(200);
  for (const byte of Buffer.from(page)) {
    response.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
};

/** 300 MB of blanks, as fast as they are taken. */
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

/** A few kilobytes that unpack to more than the cap. */
export const bomb: Fault = sends(() => blankArchive, { "content-encoding": "gzip" });

/** Where redirects lead: no request may ever arrive there. To be disposed of. */
export const elsewhere = await serve((_request, response) => answer(response, "nobody should be here"));
