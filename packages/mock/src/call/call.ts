import { failureOf } from "../contract/built-in.ts";
import type { Operation } from "../contract/contract.ts";
import type { MockRequest } from "../http/message.ts";
import type { ResponseDraft } from "../http/response.ts";
import type { Caller } from "../state/apps.ts";
import type { Setup } from "../state/setup.ts";
import { asString, objectOr } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";

/** A request that was matched to an operation. */
export interface Call {
  setup: Setup;
  operation: Operation;
  request: MockRequest;
  /** Path parameters, percent-decoded. */
  path: Readonly<Record<string, string>>;
  /** Decoded like a form: `+` is a space. Malformed percent-encoding stays as it is. */
  query: URLSearchParams;
  /** Set by the token check. Undefined before it, and for operations that need no token. */
  caller: Caller | undefined;
}

/** The value of a query parameter, otherwise the contract's default as a string, otherwise undefined. */
export function valueOf(call: Call, name: string): string | undefined {
  const parameter = call.operation.parameters.find((known) => known.in === "query" && known.name === name);
  const defaultValue = parameter?.schema["default"];
  return call.query.get(name) ?? (defaultValue === undefined ? undefined : asString(defaultValue));
}

/**
 * The response for an error code, worded as in the contract. Under HTTP 200 the body is the contract's example
 * unchanged; otherwise `error` also gets the given fields and a log id.
 */
export function refuse(call: Call, code: number, error: JsonObject = {}, message?: string): ResponseDraft {
  const { status, body } = failureOf(call.setup.contract, call.operation, code);
  // Feishu's 99991400 (rate limit) has no `error`.
  if (status === 200 || code === 99991400) return { status, body };
  return { status, body: { ...body, msg: message ?? body["msg"], error: { log_id: "", ...error } } };
}

/** The parsed JSON body. Undefined for an empty body, an Error for malformed JSON. */
export function jsonBody(call: Call): unknown {
  const text = call.request.body.toString("utf8");
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new Error("the body is not JSON");
  }
}

/** The JSON object in the body. Returns an empty object for anything else. */
export function jsonObjectBody(call: Call): JsonObject {
  return objectOr(jsonBody(call));
}
