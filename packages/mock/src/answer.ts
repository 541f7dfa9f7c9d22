import { asText, isObject } from "./json.ts";
import type { MockReply } from "./message.ts";

/** An answer before it is written out. */
export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Default `application/json`. Any other takes a text as its body. */
  mediaType?: string;
  /** Undefined for no body at all. */
  body: unknown;
  /** In place of a body: JSON that is written already, in pieces that live on. */
  pieces?: readonly Buffer[];
}

/** Feishu's answer to an unknown path and to a wrong method. */
export const pageNotFound: Answer = { status: 404, mediaType: "text/plain", body: "404 page not found" };

/** An answer that is the mock's own and not Feishu's: marked by a header, and its `msg` says what to do. */
export function mockError(status: number, message: string): Answer {
  const headers = { "x-feishu-mock": "error" };
  return { status, headers, body: { code: 1, msg: `feishu-mock: ${message}` } };
}

/** Writes an answer out. With a log id it goes into `X-Tt-Logid` and, where the body has one, `error.log_id`. */
export function reply(answer: Answer, logId?: string): MockReply {
  const { status, mediaType = "application/json" } = answer;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (!["content-type", "content-length", "x-tt-logid"].includes(name.toLowerCase()))
      headers[name] = safe(value);
  }
  if (logId !== undefined) headers["X-Tt-Logid"] = logId;
  const { pieces } = answer;
  if (answer.body === undefined && !pieces) return { status, headers, body: Buffer.alloc(0) };
  const isJson = mediaType === "application/json" || /[/+]json$/.test(mediaType);
  const body = pieces ? Buffer.concat(pieces) : Buffer.from(textOf(answer.body, isJson, logId));
  headers["Content-Type"] = isJson ? `${mediaType}; charset=utf-8` : mediaType;
  headers["Content-Length"] = String(body.byteLength);
  return pieces ? { status, headers, body, pieces } : { status, headers, body };
}

function textOf(body: unknown, isJson: boolean, logId: string | undefined): string {
  return isJson ? JSON.stringify(withLogId(body, logId)) : asText(body);
}

function withLogId(body: unknown, logId: string | undefined): unknown {
  if (logId === undefined || !isObject(body) || !isObject(body["error"]) || !("log_id" in body["error"]))
    return body;
  return { ...body, error: { ...body["error"], log_id: logId } };
}

/** Node refuses to write a header with text beyond ASCII. */
function safe(value: string): string {
  return /^[\t\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value);
}
