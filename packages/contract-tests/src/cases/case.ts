import type { Operation } from "../contract/types.ts";
import { codeOf, type WireRequest, type WireResponse } from "../wire/types.ts";
import type { Guess } from "./guesses.ts";

/** Status and code of a failure. */
export interface StatusAndCode {
  readonly status: number;
  readonly code: number;
}

/** The responses to a request that satisfy the contract. */
export interface Expectation {
  /** 200 with code 0 is allowed. */
  readonly accept: boolean;
  /** Status and code of each failure that is allowed. */
  readonly allowedErrors: readonly StatusAndCode[];
  /** The parameters that `field_violations` must name, and no others; undefined if any may be named. */
  readonly fields?: readonly string[];
  /** The scopes that `permission_violations` must name, and no others; undefined if any may be named. */
  readonly scopes?: readonly string[];
  /** The plain-text 404 of an unknown path is allowed. */
  readonly notFound?: boolean;
  /** The request may fail in HTTP, before routing: any status below 500 is allowed. */
  readonly transport?: boolean;
  /** An allowed status whose body is not an envelope, such as 504. */
  readonly status?: number;
}

/** What a case is about; decides which assertion compares status and code. */
export type Category =
  | "positive"
  | "parameter"
  | "duplicate"
  | "unknown"
  | "body"
  | "authorization"
  | "method"
  | "path"
  | "cursor"
  | "state"
  | "order"
  | "rate";

/** One request of the probe, with the expected response. */
export interface Case {
  /** Unique within its operation. */
  readonly name: string;
  readonly operation: Operation;
  readonly category: Category;
  readonly request: WireRequest;
  readonly expect: Expectation;
  /** Names of the parameters under test, for the coverage. */
  readonly parameters: readonly string[];
  /** The server state that the case needs; undefined if it needs none. */
  readonly state?: string;
  /** The guess that the response confirms or refutes. */
  readonly guess?: Guess;
}

/** A case and its response. */
export interface Exchange {
  readonly case: Case;
  readonly response: WireResponse;
}

/** An expectation in words. */
export function describeExpectation({
  accept,
  allowedErrors,
  notFound,
  transport,
  status,
}: Expectation): string {
  if (transport) return "any status below 500";
  const allowed = [
    ...(accept ? ["200 with code 0"] : []),
    ...allowedErrors.map((pair) => `${pair.status} with code ${pair.code}`),
    ...(notFound ? ["404 page not found as text/plain"] : []),
    ...(status === undefined ? [] : [`status ${status}`]),
  ];
  return allowed.join(" or ");
}

/** A response in words: its status, and its code or content type. */
export function describeResponse({ status, headers, text, body }: WireResponse): string {
  if (status === 0) return `no response (${text})`;
  const code = codeOf(body);
  const detail = code === undefined ? (headers["content-type"] ?? "no content type") : `code ${code}`;
  return `${status} with ${detail}`;
}

/** Whether a response is one of the expected ones, by status and code. */
export function isExpected(
  { accept, allowedErrors, notFound, transport, status }: Expectation,
  response: WireResponse,
): boolean {
  const code = codeOf(response.body);
  if (transport) return response.status < 500;
  if (accept && response.status === 200 && code === 0) return true;
  if (notFound && isPageNotFound(response)) return true;
  return (
    status === response.status ||
    allowedErrors.some((pair) => pair.status === response.status && pair.code === code)
  );
}

function isPageNotFound({ status, headers, text }: WireResponse): boolean {
  const isPlain = (headers["content-type"] ?? "text/plain").startsWith("text/plain");
  return status === 404 && isPlain && (text === "404 page not found" || text === "");
}
