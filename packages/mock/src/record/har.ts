import { isUtf8 } from "node:buffer";
import { STATUS_CODES } from "node:http";
import { isObject } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { Recording } from "./recording.ts";

/** A recording as an entry of a HAR 1.2 file. Members with an underscore are the mock's own, as HAR allows. */
export function entryOf({ at, durationMs, operation, url, request, response }: Recording): JsonObject {
  const time = Math.round(durationMs);
  const query = [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
  const sent = writeBody(request.body);
  const postData = {
    mimeType: mimeType(request.headers),
    text: sent.text,
    // HAR knows an encoding for what was answered only.
    ...(sent.encoding === undefined ? {} : { _encoding: sent.encoding }),
  };
  return {
    startedDateTime: at,
    time,
    ...(operation === undefined ? {} : { _operation: operation }),
    request: {
      method: request.method,
      url,
      _target: request.target,
      httpVersion: "HTTP/1.1",
      headers: listed(request.headers),
      queryString: query,
      cookies: [],
      headersSize: -1,
      bodySize: request.body.byteLength,
      ...(request.body.byteLength > 0 ? { postData } : {}),
    },
    response: {
      status: response.status,
      statusText: STATUS_CODES[response.status] ?? "",
      httpVersion: "HTTP/1.1",
      headers: listed(response.headers),
      cookies: [],
      content: {
        size: response.body.byteLength,
        mimeType: mimeType(response.headers),
        ...writeBody(response.body),
      },
      redirectURL: response.headers["location"] ?? "",
      headersSize: -1,
      bodySize: response.body.byteLength,
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

/** Reads an entry again. Throws an Error that names the first member that is missing or of the wrong kind. */
export function recordingOf(entry: unknown): Recording {
  const one = part(entry, "entry");
  const request = part(one["request"], "request");
  const response = part(one["response"], "response");
  const operation = one["_operation"];
  const postData = request["postData"] === undefined ? {} : part(request["postData"], "request.postData");
  const { status } = response;
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599)
    throw new Error("response.status must be a number from 200 to 599");
  return {
    at: text(one["startedDateTime"], "startedDateTime"),
    durationMs: Number(one["time"]),
    operation: typeof operation === "string" ? operation : undefined,
    url: text(request["url"], "request.url"),
    request: {
      method: text(request["method"], "request.method"),
      target: text(request["_target"], "request._target"),
      headers: headersOf(request["headers"], "request.headers"),
      body: readBody(postData["text"], postData["_encoding"]),
    },
    response: {
      status: Number(status),
      headers: headersOf(response["headers"], "response.headers"),
      body: readBody(...contentOf(response["content"])),
    },
  };
}

function contentOf(content: unknown): [text: unknown, encoding: unknown] {
  const { text: body, encoding } = part(content, "response.content");
  return [body, encoding];
}

function mimeType(headers: Readonly<Record<string, string>>): string {
  return headers["content-type"] ?? "";
}

function listed(headers: Readonly<Record<string, string>>): object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function headersOf(value: unknown, place: string): Record<string, string> {
  if (!Array.isArray(value)) throw new Error(`${place} must be a list`);
  return Object.fromEntries(
    value.map((header) => {
      const { name, value: said } = part(header, place);
      return [text(name, `${place} name`), text(said, `${place} value`)];
    }),
  );
}

function writeBody(body: Buffer): { text: string; encoding?: string } {
  return isUtf8(body)
    ? { text: body.toString("utf8") }
    : { text: body.toString("base64"), encoding: "base64" };
}

function readBody(body: unknown, encoding: unknown): Buffer {
  return Buffer.from(text(body ?? "", "text"), encoding === "base64" ? "base64" : "utf8");
}

function part(value: unknown, place: string): JsonObject {
  if (!isObject(value)) throw new Error(`${place} must be an object`);
  return value;
}

function text(value: unknown, place: string): string {
  if (typeof value !== "string") throw new Error(`${place} must be a text`);
  return value;
}
