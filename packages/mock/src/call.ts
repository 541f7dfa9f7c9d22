import type { Answer } from "./answer.ts";
import type { Apps, Caller } from "./apps/apps.ts";
import type { Tokens } from "./apps/tokens.ts";
import type { Quotas } from "./quotas.ts";
import type { MockClock } from "./clock.ts";
import { failureOf } from "./contract/built-in.ts";
import type { Contract, Operation } from "./contract/contract.ts";
import type { Rules } from "./faults/rules.ts";
import type { RequestLog } from "./log/log.ts";
import { asText, objectOr } from "./json.ts";
import type { JsonObject } from "./json.ts";
import type { MockRequest } from "./message.ts";
import type { CheckedOptions } from "./options.ts";
import type { Prism } from "./prism-types.ts";
import type { AnswerSource } from "./record/source.ts";
import type { Tenant } from "./tenant/tenant.ts";

/** What a mock is made of, for its whole life; `reset` puts its state back to the beginning, `reload` serves another contract. */
export interface Setup {
  readonly options: CheckedOptions;
  contract: Contract;
  readonly clock: MockClock;
  tenant: Tenant;
  apps: Apps;
  readonly tokens: Tokens;
  readonly quotas: Quotas;
  readonly rules: Rules;
  readonly log: RequestLog;
  /** Loads Prism when first called; the same one until another contract is served. */
  prism: () => Promise<Prism>;
  /** Spares Prism a request that is surely good; false says nothing. */
  readonly surelyValid: (call: Call) => boolean;
  /** Answers in place of the mock's own: a recorder or a replayer. */
  readonly source: AnswerSource | undefined;
}

/** One request that has found its operation. */
export interface Call {
  setup: Setup;
  operation: Operation;
  request: MockRequest;
  /** Path parameters, percent-decoded. */
  path: Readonly<Record<string, string>>;
  /** Decoded as forms are: `+` is a space, and a broken percent sequence stays as it is. */
  query: URLSearchParams;
  /** Who calls, from when the token was checked; undefined where the operation asks for none. */
  caller: Caller | undefined;
}

/** What was sent for a query parameter, else the contract's default as text, else undefined. */
export function valueOf(call: Call, name: string): string | undefined {
  const parameter = call.operation.parameters.find((known) => known.in === "query" && known.name === name);
  const fallback = parameter?.schema["default"];
  return call.query.get(name) ?? (fallback === undefined ? undefined : asText(fallback));
}

/**
 * The failure of a code as the contract words it. Under HTTP 200 the body is the contract's to the letter, as
 * recorded; else `error` gains the members given and a log id.
 */
export function refuse(call: Call, code: number, error: JsonObject = {}, message?: string): Answer {
  const { status, body } = failureOf(call.setup.contract, call.operation, code);
  // That of the rate limit has no `error`.
  if (status === 200 || code === 99991400) return { status, body };
  return { status, body: { ...body, msg: message ?? body["msg"], error: { log_id: "", ...error } } };
}

/** The body's JSON value. Undefined for an empty body, an Error for one that cannot be read. */
export function jsonBody(call: Call): unknown {
  const text = call.request.body.toString("utf8");
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new Error("the body is no JSON");
  }
}

/** The body's JSON object, an empty one for anything else. */
export function jsonObjectBody(call: Call): JsonObject {
  return objectOr(jsonBody(call));
}
