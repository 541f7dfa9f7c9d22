import { describeResponse } from "./describe-response.ts";
import type { Descriptor } from "../descriptor.ts";
import { FeishuApiError, FeishuResponseError, type ResponseErrorReason } from "../errors.ts";
import type { WireResponse } from "./wire.ts";
import { errors, type DocumentedCode } from "../generated/errors.ts";
import { logIdCandidates, firstSafeLogId } from "./log-id.ts";
import { retryAfterMs } from "../resilience/retry-after.ts";
import { printable } from "../redact/redact.ts";
import type { DocumentedError, ErrorKind } from "../types.ts";

/**
 * Returns the result inside a response. A response is a success only with `code` 0 and a 2xx status.
 *
 * @throws {FeishuApiError} if `code` is not 0, at any status.
 * @throws {FeishuResponseError} if the response is not a valid Feishu envelope, or has `code` 0 with another status.
 */
export function readEnvelope(
  descriptor: Descriptor,
  response: WireResponse,
  secrets: readonly string[],
): unknown {
  const { status, text } = response;
  const fail = (reason: ResponseErrorReason, message: string): never => {
    throw responseError(descriptor, response, reason, message, secrets);
  };
  if (text.trim() === "") return fail("empty", "the response has no body");
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    return fail(
      "not_json",
      `the response is not JSON${status === 404 ? ": the path does not exist. Check baseUrl, which ends in /open-apis" : ""}`,
    );
  }
  if (!isObject(envelope) || !Number.isInteger(envelope["code"])) {
    return fail("invalid_envelope", "the response is JSON, but not a Feishu envelope {code, msg, data}");
  }
  if (envelope["code"] !== 0) throw apiError(descriptor, response, envelope, secrets);
  if (status < 200 || status > 299)
    return fail("invalid_envelope", "the response has code 0, but a status that means failure");
  if (descriptor.result === "top") return envelope;
  if (!isObject(envelope["data"])) return fail("invalid_envelope", "the response has code 0, but no data");
  return envelope["data"];
}

/** Creates a {@link FeishuResponseError} for a complete response. */
export function responseError(
  descriptor: Descriptor,
  response: WireResponse,
  reason: ResponseErrorReason,
  message: string,
  secrets: readonly string[],
): FeishuResponseError {
  return new FeishuResponseError(descriptor.id, message, {
    reason,
    ...describeResponse(response, secrets),
    // The JSON response to a request with a secret may contain a secret; an HTML page of a gateway does not.
    ...(descriptor.secrets && /^\s*[[{"]/.test(response.text) && { bodyStart: "" }),
  });
}

function apiError(
  { id }: Descriptor,
  { status, headers, receivedAt }: WireResponse,
  envelope: Fields,
  secrets: readonly string[],
): FeishuApiError {
  const code = envelope["code"] as number;
  const documented: DocumentedError | undefined = Object.hasOwn(errors, code)
    ? errors[code as DocumentedCode]
    : undefined;
  const detail = isObject(envelope["error"]) ? envelope["error"] : {};
  return new FeishuApiError(id, {
    kind: documented?.kind ?? kindOfStatus(status),
    status,
    code,
    msg: printable(envelope["msg"], secrets),
    logId: firstSafeLogId([...logIdCandidates(headers), detail["log_id"], envelope["log_id"]], secrets),
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

/** Reads the string fields of a list of violations and ignores everything else. */
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
      const present = names.filter((name) => typeof violation[name] === "string");
      return Object.fromEntries(present.map((name) => [name, printable(violation[name], secrets)])) as {
        [Key in Name]?: string;
      };
    });
}

/** The kind of an undocumented code, derived from the HTTP status. */
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
