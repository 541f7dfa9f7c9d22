import type { Descriptor } from "./descriptor.ts";
import { FeishuApiError, FeishuResponseError, type ResponseFault } from "./errors.ts";
import type { WireAnswer } from "./exchange.ts";
import { errors } from "./generated/errors.ts";
import type { Failure } from "./generated/client.ts";
import { logIdOf } from "./log-id.ts";
import { retryAfterMs } from "./retry-after.ts";
import { redact } from "./secrets.ts";
import type { DocumentedError, ErrorKind } from "./types.ts";

/**
 * What a whole answer means: the result, or an error. An answer is success only with `code` 0 at a 2xx status.
 *
 * @throws {FeishuApiError} for a `code` other than 0, at any status.
 * @throws {FeishuResponseError} for anything that is not Feishu's envelope.
 */
export function readEnvelope(
  descriptor: Descriptor,
  answer: WireAnswer,
  secrets: readonly string[],
): unknown {
  const { status, text } = answer;
  const refuse = (fault: ResponseFault, message: string): never => {
    throw responseError(descriptor, answer, fault, message, secrets);
  };
  if (text.trim() === "") return refuse("empty", "the answer has no body");
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    return refuse(
      "not_json",
      `the answer is not JSON${status === 404 ? ": no such path there. Check baseUrl, which ends in /open-apis" : ""}`,
    );
  }
  if (!isObject(envelope) || !Number.isInteger(envelope["code"])) {
    return refuse("no_envelope", "the answer is JSON, but not Feishu's {code, msg, data}");
  }
  if (envelope["code"] !== 0) throw apiError(descriptor, answer, envelope as unknown as Failure, secrets);
  if (status < 200 || status > 299)
    return refuse("no_envelope", "the answer says code 0, but its status says failure");
  if (descriptor.result === "top") return envelope;
  if (!isObject(envelope["data"])) return refuse("no_envelope", "the answer says code 0, but has no data");
  return envelope["data"];
}

/** A {@link FeishuResponseError} about an answer that arrived whole. */
export function responseError(
  descriptor: Descriptor,
  answer: WireAnswer,
  fault: ResponseFault,
  message: string,
  secrets: readonly string[],
): FeishuResponseError {
  // Redacted before it is cut: half a secret is one too.
  const bodyStart = redact(answer.text.slice(0, 16_384), secrets).slice(0, 200);
  return new FeishuResponseError(descriptor.id, message, { ...answer, fault, bodyStart });
}

function apiError(
  descriptor: Descriptor,
  answer: WireAnswer,
  failure: Failure,
  secrets: readonly string[],
): FeishuApiError {
  const documented: DocumentedError | undefined = Object.hasOwn(errors, failure.code)
    ? errors[failure.code as keyof typeof errors]
    : undefined;
  const detail = isObject(failure.error) ? failure.error : {};
  return new FeishuApiError(descriptor.id, {
    kind: documented?.kind ?? kindOfStatus(answer.status),
    status: answer.status,
    code: failure.code,
    msg: redact(typeof failure.msg === "string" ? failure.msg : "", secrets),
    logId: logIdOf(answer.headers) ?? detail.log_id ?? failure.log_id,
    retryAfterMs: retryAfterMs(answer.headers, Date.now()),
    fieldViolations: redactEach(detail.field_violations, secrets),
    permissionViolations: redactEach(detail.permission_violations, secrets),
    remedy: documented?.remedy,
  });
}

function redactEach<Violation extends object>(
  violations: readonly Violation[] | undefined,
  secrets: readonly string[],
): Violation[] {
  if (!Array.isArray(violations)) return [];
  return violations.filter(isObject).map((violation) => {
    const entries = Object.entries(violation).map(([key, value]) => [
      key,
      typeof value === "string" ? redact(value, secrets) : value,
    ]);
    return Object.fromEntries(entries) as Violation;
  });
}

/** For a code that the contract does not know, the status still tells something. */
function kindOfStatus(status: number): ErrorKind {
  if (status >= 500) return "internal";
  const kinds: { readonly [status: number]: ErrorKind } = {
    401: "auth",
    403: "permission",
    404: "not_found",
    429: "rate_limit",
  };
  return kinds[status] ?? "unknown";
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
