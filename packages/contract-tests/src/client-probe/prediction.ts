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
  /** Whether asking again may help: with another token, or after a wait for one of the reasons that `onRetry` gives. */
  readonly again: "no" | "token" | WaitReason;
  /** Milliseconds that the server asks to wait; undefined where it does not. */
  readonly hintMs: number | undefined;
}

/** Why a request is sent again after a wait. */
export type WaitReason = "rate_limit" | "server" | "timeout" | "connection";

/** What a whole call must come to. */
export interface Foretold extends Meaning {
  /** Every request, in order. */
  readonly steps: readonly Step[];
}

/** A request, by the answer that it gets. */
export interface Step {
  readonly reply: Reply;
  readonly meaning: Meaning;
  /** Counted from 1; another token makes no new attempt. */
  readonly attempt: number;
  /** Milliseconds until the next request; undefined after the last. */
  readonly waitMs: number | undefined;
}

/** What a prediction depends on beside the answers. */
export interface Circumstances {
  readonly attempts: number;
  /** Whether a rejected token can be replaced. */
  readonly canRenew?: boolean;
  /** What the clock says for chance, from 0 to 1. */
  readonly chance?: number;
  /** Milliseconds for the whole call. */
  readonly deadlineMs?: number;
}

/** Documented: a server that asks for more is not waited for. */
const longestWaitMs = 60_000;

/** Documented: the bound of the random wait, which doubles with each attempt up to the longest. */
const [firstBoundMs, longestBoundMs] = [500, 8000];

/** What a call comes to when its answers are these, in order; the last one is given for ever. */
export function foretell(
  operation: Operation,
  replies: readonly Reply[],
  { attempts, canRenew = false, chance = 0.5, deadlineMs = Infinity }: Circumstances,
): Foretold {
  const steps: Step[] = [];
  const most = operation.idempotent ? attempts : 1;
  let attempt = 1;
  let hasRenewed = !canRenew;
  for (;;) {
    const reply = replies[Math.min(steps.length, replies.length - 1)]!;
    const meaning = meaningOf(operation, reply);
    const { again, hintMs } = meaning;
    const next = (waitMs?: number): void => void steps.push({ reply, meaning, attempt, waitMs });
    if (again === "token" && !hasRenewed) {
      hasRenewed = true;
      next(0);
      continue;
    }
    const boundMs = Math.min(longestBoundMs, firstBoundMs * 2 ** (attempt - 1));
    const waitMs = hintMs || Math.floor(chance * boundMs);
    const isDue = mayPass(meaning) && attempt < most && waitMs <= longestWaitMs && waitMs < deadlineMs;
    next(isDue ? waitMs : undefined);
    if (!isDue) return { ...meaning, steps };
    attempt += 1;
  }
}

/** Whether an answer is one after which a wait may help. */
export function mayPass({ again }: Meaning): boolean {
  return again !== "no" && again !== "token";
}

/** What an answer means to an operation that asked once. */
export function meaningOf(operation: Operation, reply: Reply): Meaning {
  if (reply === "silence") return failed({ name: "FeishuTimeoutError" }, "timeout");
  if ("error" in reply) return failed({ name: "FeishuConnectionError" }, "connection");
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
  return { ...failed(error, status === 429 ? "rate_limit" : status >= 500 ? "server" : "no"), hintMs };
}

/** What the contract says of each code, whichever operation says it. */
export const documented: ReadonlyMap<number, Failure> = new Map(
  operations.flatMap(({ failures }) => failures.map((failure) => [failure.code, failure])),
);

function refused(body: JsonObject, { status, headers }: WholeReply, hintMs: number | undefined): Meaning {
  const code = body["code"] as number;
  const known = documented.get(code);
  const kind = known?.kind ?? kindsOfStatus[status] ?? (status >= 500 ? "internal" : "unknown");
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
  const isDown = kind === "internal" || status >= 500;
  const again = kind === "auth" ? "token" : kind === "rate_limit" ? "rate_limit" : isDown ? "server" : "no";
  return { ...failed(error, again), hintMs };
}

/** Documented: what a code that the contract does not know means at a status. */
const kindsOfStatus: { readonly [status: number]: string } = {
  401: "auth",
  403: "permission",
  404: "not_found",
  429: "rate_limit",
};

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
