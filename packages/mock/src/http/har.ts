import { isUtf8 } from "node:buffer";
import { STATUS_CODES } from "node:http";
import type { JsonObject } from "../util/json.ts";

type Headers = Readonly<Record<string, string>>;

/** An exchange to write as a HAR entry. */
export interface HarExchange {
  /** ISO date. */
  readonly at: string;
  readonly durationMs: number;
  readonly url: string;
  readonly request: { readonly method: string; readonly headers: Headers; readonly body: Buffer };
  readonly response: { readonly status: number; readonly headers: Headers; readonly body: Buffer };
}

/** A HAR 1.2 entry, to which callers add fields. */
export interface HarEntry extends JsonObject {
  request: JsonObject;
  response: JsonObject;
}

/** Writes an exchange as a HAR 1.2 entry. */
export function harEntry({ at, durationMs, url, request, response }: HarExchange): HarEntry {
  const { text, encoding } = bodyText(request.body);
  const postData = {
    mimeType: headerOf(request.headers, "content-type"),
    text,
    // HAR defines `encoding` for response bodies only.
    ...(encoding === undefined ? {} : { _encoding: encoding }),
  };
  return {
    startedDateTime: at,
    time: durationMs,
    request: {
      method: request.method,
      url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: pairsOf(Object.entries(request.headers)),
      queryString: pairsOf(new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? "")),
      ...(request.body.byteLength > 0 ? { postData } : {}),
      headersSize: -1,
      bodySize: request.body.byteLength,
    },
    response: {
      status: response.status,
      statusText: STATUS_CODES[response.status] ?? "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: pairsOf(Object.entries(response.headers)),
      content: {
        size: response.body.byteLength,
        mimeType: headerOf(response.headers, "content-type"),
        ...bodyText(response.body),
      },
      redirectURL: headerOf(response.headers, "location"),
      headersSize: -1,
      bodySize: response.body.byteLength,
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  };
}

function headerOf(headers: Headers, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
}

function pairsOf(entries: Iterable<readonly [string, string]>): { name: string; value: string }[] {
  return Array.from(entries, ([name, value]) => ({ name, value }));
}

function bodyText(body: Buffer): { text: string; encoding?: string } {
  return isUtf8(body)
    ? { text: body.toString("utf8") }
    : { text: body.toString("base64"), encoding: "base64" };
}
