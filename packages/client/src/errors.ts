import type { DocumentedCode } from "./generated/errors.ts";
import type { FieldViolation, PermissionViolation } from "./generated/client.ts";
import type { ErrorKind } from "./types.ts";

/** Anything that a call to Feishu can fail with, but for the caller's own abort and wrong arguments (`TypeError`). */
export class FeishuError extends Error {
  override readonly name: string = "FeishuError";
  /** The operation that failed, such as `im.v1.chat.list`. */
  readonly operation: string;
  /**
   * In a list, the `page_token` of the page that failed: a new walk from it goes on where this one stopped, without
   * a gap or a repetition. Absent on a first page that was asked for without a token.
   */
  declare resumeFrom?: string;

  constructor(operation: string, message: string, options?: ErrorOptions) {
    super(`${operation}: ${message}`, options);
    this.operation = operation;
  }
}

/** What is known of a refusal. */
export interface ApiFailure {
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

/** Feishu answered, and refused: a `code` other than 0, at whatever HTTP status. */
export class FeishuApiError extends FeishuError implements ApiFailure {
  override readonly name = "FeishuApiError";
  /** What it means for a program. */
  declare readonly kind: ErrorKind;
  /** The HTTP status, which may be 200. */
  declare readonly status: number;
  /** Feishu's code; one that the contract does not document is passed through. */
  declare readonly code: DocumentedCode | (number & {});
  /** Feishu's own words. They may change: decide on `code` or `kind`. */
  declare readonly msg: string;
  /** What Feishu's support asks for. */
  declare readonly logId: string | undefined;
  /** Milliseconds that the server asks to wait, where it does. */
  declare readonly retryAfterMs: number | undefined;
  /** Which parameters were refused; empty unless that is the reason. */
  declare readonly fieldViolations: readonly FieldViolation[];
  /** Which scopes are missing; empty unless that is the reason. */
  declare readonly permissionViolations: readonly PermissionViolation[];
  /** What to do, from the contract; `undefined` for a code that it does not document. */
  declare readonly remedy: string | undefined;

  constructor(operation: string, failure: ApiFailure) {
    const violations = failure.fieldViolations.map(
      ({ field = "a field", value = "", description = "refused" }) =>
        `; ${field} ${JSON.stringify(value)}: ${description}`,
    );
    const logId = failure.logId ? ` (log id ${failure.logId})` : "";
    super(operation, `${failure.status} [${failure.code}] ${failure.msg}${violations.join("")}${logId}`);
    Object.assign(this, failure);
  }
}

/** No answer arrived whole: refused, reset, unresolved, cut off. `cause` is what the transport said. */
export class FeishuConnectionError extends FeishuError {
  override readonly name: string = "FeishuConnectionError";
}

/** No answer arrived whole in time. */
export class FeishuTimeoutError extends FeishuConnectionError {
  override readonly name = "FeishuTimeoutError";
  /** The milliseconds that it had. */
  readonly timeoutMs: number;

  constructor(operation: string, timeoutMs: number, unmet: string = "no whole answer") {
    super(operation, `${unmet} within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}

/** Why an answer is none. `cursor`: it says that there is more, and gives no token or one that was used before. */
export type ResponseFault = "not_json" | "empty" | "too_large" | "no_envelope" | "redirect" | "cursor";

/** What is known of an answer that is none; nothing of it holds a secret. */
export interface Answered {
  readonly fault: ResponseFault;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly bodyStart: string;
  readonly logId: string | undefined;
  readonly retryAfterMs: number | undefined;
}

/** Something answered, but not as Feishu does: often a proxy, a gateway, or a wrong `baseUrl`. */
export class FeishuResponseError extends FeishuError implements Answered {
  override readonly name = "FeishuResponseError";
  declare readonly fault: ResponseFault;
  /** The HTTP status. */
  declare readonly status: number;
  /** The `Content-Type`, `undefined` when there was none. */
  declare readonly contentType: string | undefined;
  /** The first 200 characters of the body, secrets removed. */
  declare readonly bodyStart: string;
  /** What Feishu's support asks for, if it was Feishu. */
  declare readonly logId: string | undefined;
  /** Milliseconds that the server asks to wait, where it does. */
  declare readonly retryAfterMs: number | undefined;

  constructor(operation: string, message: string, answer: Answered) {
    super(operation, `${answer.status} ${message}${answer.logId ? ` (log id ${answer.logId})` : ""}`);
    Object.assign(this, answer);
  }
}

/** A copy for each of several callers that wait for the same thing, so that none sees what another's walk notes on it. */
export function copyError(error: FeishuError): FeishuError {
  const copy = Object.setPrototypeOf(
    new Error(error.message, { cause: error.cause }),
    Object.getPrototypeOf(error),
  ) as FeishuError;
  return Object.assign(copy, error, { stack: error.stack });
}
