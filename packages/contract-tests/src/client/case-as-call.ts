import type { Case } from "../cases/case.ts";
import { parseJson, percentDecode } from "../contract/text.ts";
import { isJsonObject, type JsonObject, type Operation } from "../contract/types.ts";
import { inputsOf, type Input } from "./arguments.ts";

/** The call of the client that sends the request of a case. */
export interface Call {
  readonly params: JsonObject;
  /** Undefined for an operation without security. */
  readonly token: string | undefined;
}

/** The call that sends the request of a case; or the reason why no call does, a string. */
export function callOf({ operation, request, expect }: Case): Call | string {
  const { authorization, "content-type": _type, ...headers } = request.headers;
  const token = /^Bearer ([\x21-\x7e]+)$/.exec(authorization ?? "")?.[1];
  if (request.method !== operation.method) return "another method";
  if (expect.transport) return "not sendable by an HTTP client";
  if (Object.keys(headers).length > 0) return "an additional header";
  if (operation.secured !== (authorization !== undefined) || (authorization !== undefined && !token))
    return "an Authorization header without a token";
  const found = [
    readPath(operation, request.path),
    readQuery(operation, request.query),
    readBody(operation, request.body),
  ];
  const reason = found.find((part) => typeof part === "string");
  return reason ?? { params: Object.assign({}, ...found) as JsonObject, token };
}

function readPath(operation: Operation, path: string): JsonObject | string {
  const steps = operation.path.split("/");
  const segments = path.split("/");
  const isSame = steps.every((step, index) => step.startsWith("{") || step === segments[index]);
  if (steps.length !== segments.length || !isSame) return "another path";
  const params: Record<string, unknown> = {};
  for (const [index, step] of steps.entries()) {
    if (!step.startsWith("{")) continue;
    const value = percentDecode(segments[index] ?? "");
    if (value === undefined) return "invalid UTF-8";
    if (/^\.{0,2}$/.test(value)) return "a path segment that changes the path";
    params[step.slice(1, -1)] = value;
  }
  return params;
}

function readQuery(operation: Operation, query: string): JsonObject | string {
  const params: Record<string, unknown> = {};
  for (const pair of query === "" ? [] : query.split("&")) {
    const [rawName = "", ...rest] = pair.split("=");
    const name = percentDecode(rawName);
    const value = percentDecode(rest.join("=").replaceAll("+", "%20"));
    const input = inputsOf(operation).find((known) => known.in === "query" && known.name === name);
    if (value === undefined) return "invalid UTF-8";
    if (!input || name === undefined) return "an unknown parameter";
    if (name in params) return "a parameter sent twice";
    if (value === "" && name === operation.pagination?.cursor) return "an empty cursor, for which it throws";
    params[name] = typedValue(input, value);
  }
  return params;
}

function readBody(operation: Operation, text: string | undefined): JsonObject | string {
  if (!operation.body) return text === undefined ? {} : "an undocumented body";
  const value = parseJson(text);
  if (!isJsonObject(value)) return "a body that is not an object";
  const known = inputsOf(operation).filter((input) => input.in === "body");
  if (!Object.keys(value).every((name) => known.some((input) => input.name === name)))
    return "an unknown field";
  return Object.values(value).includes(null) ? "null, which the client leaves out" : value;
}

/** A number if the text is one, so that the client has to write it. */
function typedValue({ schema }: Input, text: string): unknown {
  return schema["type"] === "integer" && /^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
