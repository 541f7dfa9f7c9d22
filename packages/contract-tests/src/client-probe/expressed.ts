import type { JsonObject, Operation } from "../contract.ts";
import type { Case } from "../probe/case.ts";
import { jsonOf, percentDecoded } from "../probe/text.ts";
import { argumentsOf, type Argument } from "./arguments.ts";

/** A case as a call of the client. */
export interface Expressed {
  readonly params: JsonObject;
  /** Undefined for an operation that takes none. */
  readonly token: string | undefined;
}

/** The call that comes to the request of a case; or a text, why no call does. */
export function expressed({ operation, request, expect }: Case): Expressed | string {
  const { authorization, "content-type": _type, ...headers } = request.headers;
  const token = /^Bearer ([\x21-\x7e]+)$/.exec(authorization ?? "")?.[1];
  if (request.method !== operation.method) return "a method of its own";
  if (expect.transport) return "what no HTTP client sends";
  if (Object.keys(headers).length > 0) return "a header of its own";
  if (operation.secured !== (authorization !== undefined) || (authorization !== undefined && !token))
    return "an authorization that is no token";
  const found = [
    readPath(operation, request.path),
    readQuery(operation, request.query),
    readBody(operation, request.body),
  ];
  const reason = found.find((one) => typeof one === "string");
  return reason ?? { params: Object.assign({}, ...found) as JsonObject, token };
}

function readPath(operation: Operation, path: string): JsonObject | string {
  const steps = operation.path.split("/");
  const segments = path.split("/");
  const isSame = steps.every((step, index) => step.startsWith("{") || step === segments[index]);
  if (steps.length !== segments.length || !isSame) return "a path of its own";
  const params: Record<string, unknown> = {};
  for (const [index, step] of steps.entries()) {
    if (!step.startsWith("{")) continue;
    const value = percentDecoded(segments[index] ?? "");
    if (value === undefined) return "bytes that are no text";
    if (/^\.{0,2}$/.test(value)) return "a path that leads elsewhere";
    params[step.slice(1, -1)] = value;
  }
  return params;
}

function readQuery(operation: Operation, query: string): JsonObject | string {
  const params: Record<string, unknown> = {};
  for (const pair of query === "" ? [] : query.split("&")) {
    const [rawName = "", ...rest] = pair.split("=");
    const name = percentDecoded(rawName);
    const value = percentDecoded(rest.join("=").replaceAll("+", "%20"));
    const argument = argumentsOf(operation).find((one) => one.in === "query" && one.name === name);
    if (value === undefined) return "bytes that are no text";
    if (!argument || name === undefined) return "a parameter that the contract lacks";
    if (name in params) return "a parameter twice";
    if (value === "" && name === operation.pagination?.cursor)
      return "an empty token, which the client refuses";
    params[name] = typed(argument, value);
  }
  return params;
}

function readBody(operation: Operation, text: string | undefined): JsonObject | string {
  if (!operation.body) return text === undefined ? {} : "a body where none is documented";
  const value = jsonOf(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "a body that is no object";
  const known = argumentsOf(operation).filter((one) => one.in === "body");
  if (!Object.keys(value).every((name) => known.some((one) => one.name === name)))
    return "a member that the contract lacks";
  return Object.values(value).includes(null) ? "null, which the client leaves out" : (value as JsonObject);
}

/** A number where it is written as one, so that the client has to write it. */
function typed({ schema }: Argument, text: string): unknown {
  return schema["type"] === "integer" && /^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
