import { operations, type Failure, type JsonObject, type Operation } from "../contract.ts";
import { jsonOf } from "../probe/text.ts";
import { successOf } from "./success.ts";
import type { Reply, WholeReply } from "./transport.ts";

/** What one answer means by the contract and the client's documentation. */
export interface Meaning {
  /** The result: the body's `data`, or the body itself; undefined for a failure. */
  readonly value: JsonObject | undefined;
  /** Members that the error has; undefined for a success. */
  readonly error: JsonObject | undefined;
  /** Whether asking again may help: after a wait, or with another token. */
  readonly again: "no" | "wait" | "token";
  /** Milliseconds that the server asks to wait; undefined where it does not. */
  readonly hintMs: number | undefined;
}

/** What a whole call must come to. */
export interface Foretold extends Meaning {
  readonly requests: number;
  /** The wait before each request but the first: what the server asked for, or "some". */
  readonly waits: readonly (number | "some" | "none")[];
}

/** Documented: a server that asks for more is not waited for. */
const longestWaitMs = 60_000;

/** What a call comes to when its answers are these, in order; the last one is given for ever. */
export function foretell(
  operation: Operation,
  replies: readonly Reply[],
  { attempts, canRenew = false }: { attempts: number; canRenew?: boolean },
): Foretold {
  const waits: Foretold["waits"][number][] = [];
  let left = operation.idempotent ? attempts : 1;
  let hasRenewed = !canRenew;
  for (let index = 0; ; index += 1) {
    const meaning = meaningOf(operation, replies[Math.min(index, replies.length - 1)]!);
    const done = { ...meaning, requests: index + 1, waits };
    const { again, hintMs } = meaning;
    if (again === "token" && !hasRenewed) {
      hasRenewed = true;
      waits.push("none");
    } else if (again === "wait" && left > 1 && (hintMs ?? 0) <= longestWaitMs) {
      left -= 1;
      waits.push(hintMs || "some");
    } else return done;
  }
}

/** What an answer means to an operation that asked once. */
export function meaningOf(operation: Operation, reply: Reply): Meaning {
  if (reply === "silence") return failed({ name: "FeishuTimeoutError" }, "wait");
  if ("error" in reply) return failed({ name: "FeishuConnectionError" }, "wait");
  const { status, headers, text } = reply;
  const hintMs = hintOf(headers);
  const body = objectOf(text);
  const code = body?.["code"];
  if (body && Number.isInteger(code) && code !== 0) return refused(body, reply, hintMs);
  const result = body && (successOf(operation).isInData ? body["data"] : body);
  const isGood = status >= 200 && status < 300 && code === 0 && isMapping(result);
  if (isGood && isMapping(result)) return { value: result, error: undefined, again: "no", hintMs };
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  const fault = isRedirect
    ? "redirect"
    : text.trim() === ""
      ? "empty"
      : jsonOf(text) !== undefined
        ? "no_envelope"
        : "not_json";
  const error = {
    name: "FeishuResponseError",
    status,
    fault,
    logId: [headers["x-tt-logid"]].find(isLogId),
    retryAfterMs: hintMs,
  };
  return { ...failed(error, status === 429 || status >= 500 ? "wait" : "no"), hintMs };
}

/** What the contract says of each code, whichever operation says it. */
export const documented: ReadonlyMap<number, Failure> = new Map(
  operations.flatMap(({ failures }) => failures.map((failure) => [failure.code, failure])),
);

function refused(body: JsonObject, { status, headers }: WholeReply, hintMs: number | undefined): Meaning {
  const code = body["code"] as number;
  const known = documented.get(code);
  const kind = known?.kind ?? (status >= 500 ? "internal" : "unknown");
  const detail = isMapping(body["error"]) ? body["error"] : {};
  const error = {
    name: "FeishuApiError",
    kind,
    status,
    code,
    msg: printable(body["msg"]),
    logId: [headers["x-tt-logid"], detail["log_id"], body["log_id"]].find(isLogId),
    retryAfterMs: hintMs,
    fieldViolations: printable(detail["field_violations"] ?? []),
    permissionViolations: printable(detail["permission_violations"] ?? []),
    remedy: known?.remedy,
  };
  const mayPass = kind === "rate_limit" || kind === "internal" || status >= 500;
  return { ...failed(error, kind === "auth" ? "token" : mayPass ? "wait" : "no"), hintMs };
}

/** What an error may repeat of an answer, since it is made for a log: one line, not too long, and no token. */
function printable(value: unknown): unknown {
  if (typeof value === "string")
    return value
      .replaceAll(/\b[tu]-[\w.-]{8,}/g, "[redacted]")
      .replaceAll(/\p{Cc}+/gu, " ")
      .slice(0, 500);
  if (Array.isArray(value)) return value.map(printable);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, printable(member)]));
}

function isLogId(value: unknown): boolean {
  return typeof value === "string" && !/^[tu]-/.test(value);
}

function failed(error: JsonObject, again: Meaning["again"]): Meaning {
  return { value: undefined, error, again, hintMs: undefined };
}

function hintOf(headers: WholeReply["headers"]): number | undefined {
  const seconds = headers["x-ogw-ratelimit-reset"] ?? headers["retry-after"];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
}

function objectOf(text: string): JsonObject | undefined {
  const value = jsonOf(text);
  return isMapping(value) ? value : undefined;
}

function isMapping(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
