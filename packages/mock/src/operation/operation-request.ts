import { failureFor } from "../contract/built-in.ts";
import { codes } from "../contract/codes.ts";
import type { Operation } from "../contract/contract.ts";
import type { Parameter } from "../contract/parameters.ts";
import type { MockRequest } from "../http/message.ts";
import type { ResponseDraft } from "../http/response.ts";
import type { Caller } from "../state/apps.ts";
import type { MockContext } from "../state/context.ts";
import { asString, objectOr } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";

/** A request that was matched to an operation. */
export interface OperationRequest {
  /** State and options of the mock. */
  context: MockContext;
  operation: Operation;
  /** The HTTP request as received. */
  raw: MockRequest;
  /** Path parameters, percent-decoded. */
  path: Readonly<Record<string, string>>;
  /** Decoded like a form: `+` is a space. Malformed percent-encoding stays as it is. */
  query: URLSearchParams;
  /** Set by `authenticate`. Undefined before it, and for operations that need no token. */
  caller: Caller | undefined;
}

/** The value of a query parameter, otherwise the contract's default as a string, otherwise undefined. */
export function queryValueOrDefault(
  { operation, query }: OperationRequest,
  name: string,
): string | undefined {
  const parameter = operation.parameters.find(
    (declared) => declared.in === "query" && declared.name === name,
  );
  const defaultValue = parameter?.schema["default"];
  return query.get(name) ?? (defaultValue === undefined ? undefined : asString(defaultValue));
}

/** The values that were sent for a parameter. Empty if it was not sent, more than one if it was repeated. */
export function sentValues(
  { raw, path, query }: OperationRequest,
  { name, in: location }: Parameter,
): string[] {
  if (location === "query") return query.getAll(name);
  if (location === "path") return [path[name] ?? ""];
  const header = raw.headers[name.toLowerCase()];
  return header === undefined ? [] : [header];
}

/**
 * The response for an error code, worded as in the contract. The body has `message` and an `error` with the given fields
 * and a log id. It stays as in the contract in two cases: under HTTP 200, and for 99991400, which never has an `error`.
 */
export function errorResponse(
  { context, operation }: OperationRequest,
  code: number,
  fields: JsonObject = {},
  message?: string,
): ResponseDraft {
  const { status, body } = failureFor(context.contract, operation, code);
  if (status === 200) return { status, body };
  const { error: _, ...withoutError } = body;
  if (code === codes.rateLimited) return { status, body: withoutError };
  return { status, body: { ...body, msg: message ?? body["msg"], error: { log_id: "", ...fields } } };
}

/** The parsed JSON body. Undefined for an empty body, an Error for malformed JSON. */
export function jsonBody({ raw }: OperationRequest): unknown {
  const text = raw.body.toString("utf8");
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new Error("the body is not JSON");
  }
}

/** The JSON object in the body. Returns an empty object for anything else. */
export function jsonObjectBody(request: OperationRequest): JsonObject {
  return objectOr(jsonBody(request));
}
