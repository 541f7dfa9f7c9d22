import { harEntry } from "../http/har.ts";
import { isObject } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import type { Recording } from "./recording.ts";

/** Writes a recording as a HAR entry. Fields with an underscore are extensions of the mock. */
export function toEntry(recording: Recording): JsonObject {
  const { operation, request } = recording;
  const entry = harEntry({ ...recording, durationMs: Math.round(recording.durationMs) });
  return {
    ...entry,
    ...(operation === undefined ? {} : { _operation: operation }),
    request: { ...entry.request, _target: request.target },
  };
}

/** Reads a HAR entry. Throws an Error that names the first missing or invalid field. */
export function fromEntry(entry: unknown): Recording {
  const root = objectAt(entry, "entry");
  const request = objectAt(root["request"], "request");
  const response = objectAt(root["response"], "response");
  const content = objectAt(response["content"], "response.content");
  const operation = root["_operation"];
  const postData = request["postData"] === undefined ? {} : objectAt(request["postData"], "request.postData");
  const { status } = response;
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599)
    throw new Error("response.status must be a number from 200 to 599");
  return {
    at: stringAt(root["startedDateTime"], "startedDateTime"),
    durationMs: Number(root["time"]),
    operation: typeof operation === "string" ? operation : undefined,
    url: stringAt(request["url"], "request.url"),
    request: {
      method: stringAt(request["method"], "request.method"),
      target: stringAt(request["_target"], "request._target"),
      headers: headersAt(request["headers"], "request.headers"),
      body: bodyOf(postData["text"], postData["_encoding"]),
    },
    response: {
      status: Number(status),
      headers: headersAt(response["headers"], "response.headers"),
      body: bodyOf(content["text"], content["encoding"]),
    },
  };
}

function headersAt(value: unknown, place: string): Record<string, string> {
  if (!Array.isArray(value)) throw new Error(`${place} must be a list`);
  return Object.fromEntries(
    value.map((header) => {
      const { name, value: content } = objectAt(header, place);
      return [stringAt(name, `${place} name`), stringAt(content, `${place} value`)];
    }),
  );
}

function bodyOf(text: unknown, encoding: unknown): Buffer {
  return Buffer.from(stringAt(text ?? "", "text"), encoding === "base64" ? "base64" : "utf8");
}

function objectAt(value: unknown, place: string): JsonObject {
  if (!isObject(value)) throw new Error(`${place} must be an object`);
  return value;
}

function stringAt(value: unknown, place: string): string {
  if (typeof value !== "string") throw new Error(`${place} must be a string`);
  return value;
}
