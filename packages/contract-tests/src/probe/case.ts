import type { Operation } from "../contract.ts";
import type { Guess } from "./guesses.ts";

/** A request as it goes over the wire: nothing in it is encoded any further. */
export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** What follows the base URL, such as `/im/v1/chats`. */
  readonly path: string;
  /** What follows `?`; empty for no query. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. A `status` of 0 says that no answer came, and `text` then says why. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The JSON value of the text; undefined where it is none. */
  readonly body: unknown;
  /** From the first byte sent to the last one read, in milliseconds. */
  readonly ms: number;
}

/** A failure as it can be told from outside. */
export interface Pair {
  readonly status: number;
  readonly code: number;
}

/** What the contract says about the outcome of a request. */
export interface Expectation {
  /** Whether 200 with code 0 is right. */
  readonly accept: boolean;
  /** The failures that are right; any one of them. */
  readonly refuse: readonly Pair[];
  /** The parameters that `field_violations` must name, all and no others; undefined where that is open. */
  readonly fields?: readonly string[];
  /** The scopes that `permission_violations` must name, all and no others; undefined where that is open. */
  readonly scopes?: readonly string[];
  /** The plain 404 of an unknown path is right. */
  readonly notFound?: boolean;
  /** The request may fail in HTTP itself, before any operation: any answer below 500 is right. */
  readonly transport?: boolean;
  /** A status whose body is no envelope, such as 504. */
  readonly status?: number;
}

/** What a case is about; it decides which check judges the outcome. */
export type Aim =
  | "positive"
  | "parameter"
  | "doubled"
  | "unknown"
  | "body"
  | "authorization"
  | "method"
  | "path"
  | "token"
  | "state"
  | "order"
  | "rate";

/** One request and what must come of it. */
export interface Case {
  /** Unique within its operation. */
  readonly name: string;
  readonly operation: Operation;
  readonly aim: Aim;
  readonly request: WireRequest;
  readonly expect: Expectation;
  /** Names of the parameters that it is about, for the coverage. */
  readonly parameters: readonly string[];
  /** What must be true of the server before, for whoever repeats the request. */
  readonly given?: string;
  /** What its answer settles. */
  readonly settles?: Guess;
}

/** A case and its answer. */
export interface Exchange {
  readonly case: Case;
  readonly answer: Answer;
}

/** Sends a request; never rejects. */
export type Send = (request: WireRequest) => Promise<Answer>;

/** What a request is expected to come to, in words. */
export function describeExpectation({ accept, refuse, notFound, transport, status }: Expectation): string {
  if (transport) return "any status below 500";
  const outcomes = [
    ...(accept ? ["200 with code 0"] : []),
    ...refuse.map((pair) => `${pair.status} with code ${pair.code}`),
    ...(notFound ? ["404 page not found as text/plain"] : []),
    ...(status === undefined ? [] : [`status ${status}`]),
  ];
  return outcomes.join(" or ");
}

/** What came, in words. */
export function describeAnswer({ status, headers, text, body }: Answer): string {
  if (status === 0) return `no answer (${text})`;
  const code = codeOf(body);
  const kind = code === undefined ? (headers["content-type"] ?? "no content type") : `code ${code}`;
  return `${status} with ${kind}`;
}

/** The business code of a body; undefined where there is none. */
export function codeOf(body: unknown): number | undefined {
  const code = (body as { code?: unknown } | null | undefined)?.code;
  return typeof code === "number" ? code : undefined;
}
