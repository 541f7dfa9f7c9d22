import type { Case } from "../cases/case.ts";
import { parseJson, percentDecode } from "../contract/text.ts";
import { isJsonObject, type JsonObject, type Operation } from "../contract/types.ts";
import { methodParametersOf, type MethodParameter } from "./parameters.ts";

/** The call of the client that sends the request of a case. */
export interface Call {
  readonly params: JsonObject;
  /** Undefined for an operation without security. */
  readonly token: string | undefined;
}

/** The call that sends the request of a case; or a string, the reason why no call can. */
export function callOf({ operation, request, expect }: Case): Call | string {
  const { authorization, "content-type": _type, ...headers } = request.headers;
  const token = /^Bearer ([\x21-\x7e]+)$/.exec(authorization ?? "")?.[1];
  if (request.method !== operation.method) return "the method is not the operation's";
  if (expect.transport) return "an HTTP client cannot send the request";
  if (Object.keys(headers).length > 0) return "the request has an additional header";
  if (operation.secured !== (authorization !== undefined) || (authorization !== undefined && !token))
    return "the client would send another Authorization header";
  const found = [
    readPath(operation, request.path),
    readQuery(operation, request.query),
    readBody(operation, request.body),
  ];
  const reason = found.find((part) => typeof part === "string");
  return reason ?? { params: Object.assign({}, ...found) as JsonObject, token };
}

function readPath(operation: Operation, path: string): JsonObject | string {
  const templateParts = operation.path.split("/");
  const segments = path.split("/");
  const isSame = templateParts.every(
    (templatePart, index) => templatePart.startsWith("{") || templatePart === segments[index],
  );
  if (templateParts.length !== segments.length || !isSame) return "the path is not the operation's";
  const params: Record<string, unknown> = {};
  for (const [index, templatePart] of templateParts.entries()) {
    if (!templatePart.startsWith("{")) continue;
    const value = percentDecode(segments[index] ?? "");
    if (value === undefined) return "a value is not valid UTF-8";
    if (/^\.{0,2}$/.test(value)) return "a path parameter is empty, . or ..";
    params[templatePart.slice(1, -1)] = value;
  }
  return params;
}

function readQuery(operation: Operation, query: string): JsonObject | string {
  const params: Record<string, unknown> = {};
  for (const pair of query === "" ? [] : query.split("&")) {
    const [rawName = "", ...rest] = pair.split("=");
    const name = percentDecode(rawName);
    const value = percentDecode(rest.join("=").replaceAll("+", "%20"));
    const parameter = methodParametersOf(operation).find(
      (declared) => declared.in === "query" && declared.name === name,
    );
    if (value === undefined) return "a value is not valid UTF-8";
    if (!parameter || name === undefined) return "a parameter is unknown";
    if (name in params) return "a parameter is repeated";
    if (value === "" && name === operation.pagination?.cursor)
      return "the cursor is empty, for which the client throws";
    params[name] = typedValue(parameter, value);
  }
  return params;
}

function readBody(operation: Operation, text: string | undefined): JsonObject | string {
  if (!operation.body) return text === undefined ? {} : "the operation has no body";
  const value = parseJson(text);
  if (!isJsonObject(value)) return "the body is not an object";
  const fields = methodParametersOf(operation).filter((parameter) => parameter.in === "body");
  if (!Object.keys(value).every((name) => fields.some((field) => field.name === name)))
    return "the body has an unknown field";
  return Object.values(value).includes(null) ? "a value is null, which the client omits" : value;
}

/** Parses a string as a number if it is one, so that the client has to serialize it. */
function typedValue({ schema }: MethodParameter, text: string): unknown {
  return schema["type"] === "integer" && /^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
