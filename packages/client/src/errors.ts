import type { DocumentedCode } from "./generated/errors.ts";
import type { FieldViolation, PermissionViolation } from "./generated/client.ts";
import type { ErrorKind } from "./types.ts";

/** Base class of the errors of a call. An abort rethrows the caller's own reason, wrong arguments throw a `TypeError`. */
export class FeishuError extends Error {
  override readonly name: string = "FeishuError";
  /** The operation that failed, such as `im.v1.chat.list`. */
  readonly operation: string;
  /**
   * In a list, the `page_token` of the page that failed. A new walk from it continues where this one stopped, without
   * gaps or repetitions. Absent if the first page failed and was requested without a token.
   */
  declare resumeFrom?: string;

  constructor(operation: string, message: string, options?: ErrorOptions) {
    super(`${operation}: ${message}`, options);
    this.operation = operation;
  }
}

/** The fields of a {@link FeishuApiError}. */
export interface ApiErrorDetails {
  readonly kind: ErrorKind;
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly logId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly fieldViolations: readonly FieldViolation[];
  readonly permissionViolations: readonly PermissionViolation[];
  readonly remedy: string | undefined;
}

/** Feishu returned an API error: a `code` other than 0, at any HTTP status. */
export class FeishuApiError extends FeishuError implements ApiErrorDetails {
  override readonly name = "FeishuApiError";
  /** The kind of error, for a program to branch on. */
  declare readonly kind: ErrorKind;
  /** The HTTP status, which may be 200. */
  declare readonly status: number;
  /** Feishu's code. Codes that the contract does not document are passed through. */
  declare readonly code: DocumentedCode | (number & {});
  /** Feishu's message. It may change, so branch on `code` or `kind`. */
  declare readonly msg: string;
  /** The log id, which Feishu's support asks for. */
  declare readonly logId: string | undefined;
  /** Milliseconds that the server asks to wait before the next request. */
  declare readonly retryAfterMs: number | undefined;
  /** The rejected parameters; empty for other errors. */
  declare readonly fieldViolations: readonly FieldViolation[];
  /** The missing scopes; empty for other errors. */
  declare readonly permissionViolations: readonly PermissionViolation[];
  /** What to do, from the contract; `undefined` for an undocumented code. */
  declare readonly remedy: string | undefined;

  constructor(operation: string, details: ApiErrorDetails) {
    const violations = details.fieldViolations.map(
      ({ field = "a field", value = "", description = "refused" }) =>
        `; ${field} ${JSON.stringify(value)}: ${description}`,
    );
    const logId = details.logId ? ` (log id ${details.logId})` : "";
    super(operation, `${details.status} [${details.code}] ${details.msg}${violations.join("")}${logId}`);
    Object.assign(this, details);
  }
}

/** No complete response arrived: connection refused, reset, name not resolved, body truncated. `cause` has the details. */
export class FeishuConnectionError extends FeishuError {
  override readonly name: string = "FeishuConnectionError";
}

/** No complete response arrived in time. */
export class FeishuTimeoutError extends FeishuConnectionError {
  override readonly name = "FeishuTimeoutError";
  /** The limit that was exceeded, in milliseconds. */
  readonly timeoutMs: number;

  constructor(operation: string, timeoutMs: number, problem: string = "no complete response") {
    super(operation, `${problem} within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}

/**
 * Why a response is not usable.
 *
 * - `invalid_envelope`: JSON that is not `{code, msg, data}`, code 0 with a failing status, or a required field of the
 *   result (`data`, `has_more`, a token) that is missing or has the wrong type.
 * - `cursor`: `has_more` is true, but the token of the next page is missing or was used before.
 */
export type ResponseErrorReason =
  | "not_json"
  | "empty"
  | "too_large"
  | "invalid_envelope"
  | "redirect"
  | "cursor";

/** The fields of a {@link FeishuResponseError}. They contain no secret. */
export interface ResponseDetails {
  readonly reason: ResponseErrorReason;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly bodyStart: string;
  readonly logId: string | undefined;
  readonly retryAfterMs: number | undefined;
}

/** The response is not usable; `reason` says why. It often comes from a proxy, a gateway, or a wrong `baseUrl`. */
export class FeishuResponseError extends FeishuError implements ResponseDetails {
  override readonly name = "FeishuResponseError";
  declare readonly reason: ResponseErrorReason;
  /** The HTTP status. */
  declare readonly status: number;
  /** The `Content-Type`; `undefined` if it is missing. */
  declare readonly contentType: string | undefined;
  /** The first 200 characters of the body, secrets removed. */
  declare readonly bodyStart: string;
  /** The log id, which Feishu's support asks for. */
  declare readonly logId: string | undefined;
  /** Milliseconds that the server asks to wait before the next request. */
  declare readonly retryAfterMs: number | undefined;

  constructor(operation: string, message: string, details: ResponseDetails) {
    super(operation, `${details.status} ${message}${details.logId ? ` (log id ${details.logId})` : ""}`);
    Object.assign(this, details);
  }
}

/** Copies an error for each caller that shares a failed wait, since a walk sets `resumeFrom` on its own copy. */
export function copyError(error: FeishuError): FeishuError {
  const copy = Object.setPrototypeOf(
    new Error(error.message, { cause: error.cause }),
    Object.getPrototypeOf(error),
  ) as FeishuError;
  return Object.assign(copy, error, { stack: error.stack });
}
