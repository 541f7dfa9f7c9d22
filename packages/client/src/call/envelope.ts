import { describeAnswer } from "./describe-response.ts";
import type { Descriptor } from "../descriptor.ts";
import { FeishuApiError, FeishuResponseError, type ResponseFault } from "../errors.ts";
import type { WireAnswer } from "./wire.ts";
import { errors, type DocumentedCode } from "../generated/errors.ts";
import { logIdHeaders, logIdOf } from "./log-id.ts";
import { retryAfterMs } from "../resilience/retry-after.ts";
import { printable } from "../redact/redact.ts";
import type { DocumentedError, ErrorKind } from "../types.ts";

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
  if (envelope["code"] !== 0) throw apiError(descriptor, answer, envelope, secrets);
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
  return new FeishuResponseError(descriptor.id, message, {
    fault,
    ...describeAnswer(answer, secrets),
    // What is asked with a secret may be answered with one, though not by a gateway's page.
    ...(descriptor.secrets && /^\s*[[{"]/.test(answer.text) && { bodyStart: "" }),
  });
}

function apiError(
  { id }: Descriptor,
  { status, headers, receivedAt }: WireAnswer,
  failure: Fields,
  secrets: readonly string[],
): FeishuApiError {
  const code = failure["code"] as number;
  const documented: DocumentedError | undefined = Object.hasOwn(errors, code)
    ? errors[code as DocumentedCode]
    : undefined;
  const detail = isObject(failure["error"]) ? failure["error"] : {};
  return new FeishuApiError(id, {
    kind: documented?.kind ?? kindOfStatus(status),
    status,
    code,
    msg: printable(failure["msg"], secrets),
    logId: logIdOf([...logIdHeaders(headers), detail["log_id"], failure["log_id"]], secrets),
    retryAfterMs: retryAfterMs(headers, receivedAt),
    fieldViolations: violations(detail["field_violations"], ["field", "value", "description"], secrets),
    permissionViolations: violations(
      detail["permission_violations"],
      ["type", "subject", "description"],
      secrets,
    ),
    remedy: documented?.remedy,
  });
}

/** The texts of a list of violations; whatever else a server puts there is left out. */
function violations<Name extends string>(
  list: unknown,
  names: readonly Name[],
  secrets: readonly string[],
): { [Key in Name]?: string }[] {
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, 100)
    .filter(isObject)
    .map((violation) => {
      const texts = names.filter((name) => typeof violation[name] === "string");
      return Object.fromEntries(texts.map((name) => [name, printable(violation[name], secrets)])) as {
        [Key in Name]?: string;
      };
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

type Fields = { readonly [name: string]: unknown };

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
