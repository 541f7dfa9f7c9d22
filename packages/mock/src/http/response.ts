import { asString, isObject } from "../util/json.ts";
import type { MockResponse } from "./message.ts";

/** A response before serialization. */
export interface ResponseDraft {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Default `application/json`. For any other type the body is a string. */
  mediaType?: string;
  /** Undefined for a response without a body. */
  body: unknown;
  /** Replaces `body`: serialized JSON in chunks that are cached elsewhere. */
  chunks?: readonly Buffer[];
}

/** Feishu's response to an unknown path and to a wrong method. */
export const pageNotFound: ResponseDraft = {
  status: 404,
  mediaType: "text/plain",
  body: "404 page not found",
};

const noStore: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
};

/** An error of the mock itself, marked by the header `x-feishu-mock`. The message includes the remedy. */
export function mockError(status: number, message: string): ResponseDraft {
  const headers = { "x-feishu-mock": "error" };
  return { status, headers, body: { code: 1, msg: `feishu-mock: ${message}` } };
}

/** Serializes a response. A log id is written to `X-Tt-Logid` and, if the body has it, to `error.log_id`. */
export function toResponse(draft: ResponseDraft, logId?: string): MockResponse {
  const { status, mediaType = "application/json", chunks } = draft;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(draft.headers ?? {})) {
    if (!["content-type", "content-length", "x-tt-logid"].includes(name.toLowerCase()))
      headers[name] = asciiHeader(value);
  }
  if (logId !== undefined) headers["X-Tt-Logid"] = logId;
  if (draft.body === undefined && !chunks) return { status, headers, body: Buffer.alloc(0) };
  const isJson = mediaType === "application/json" || /[/+]json$/.test(mediaType);
  const body = chunks
    ? Buffer.concat(chunks)
    : Buffer.from(isJson ? JSON.stringify(withLogId(draft.body, logId)) : asString(draft.body));
  headers["Content-Type"] = isJson ? `${mediaType}; charset=utf-8` : mediaType;
  headers["Content-Length"] = String(body.byteLength);
  return chunks ? { status, headers, body, chunks } : { status, headers, body };
}

/** A JSON response that browsers do not cache. Without a body if `body` is undefined. */
export function uncachedJson(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): MockResponse {
  return toResponse({ status, body, headers: { ...headers, ...noStore } });
}

function withLogId(body: unknown, logId: string | undefined): unknown {
  if (logId === undefined || !isObject(body) || !isObject(body["error"]) || !("log_id" in body["error"]))
    return body;
  return { ...body, error: { ...body["error"], log_id: logId } };
}

/** Node refuses to write a header with non-ASCII characters. */
function asciiHeader(value: string): string {
  return /^[\t\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value);
}
