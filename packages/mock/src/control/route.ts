import { reply } from "../answer.ts";
import type { Setup } from "../call.ts";
import type { MockReply, MockRequest } from "../message.ts";
import type { Events } from "./events.ts";

/** A request to the control plane that has found its route. */
export interface ControlCall {
  readonly setup: Setup;
  /** The mock's base URL, ending in `/open-apis`. */
  readonly baseUrl: string;
  readonly events: Events;
  readonly request: MockRequest;
  /** Path parameters, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Aborted when the sender goes away. */
  readonly signal: AbortSignal;
}

/** One route of the control plane. What it throws as a {@link ControlError} is the answer. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** A template, from `/__mock` on. */
  readonly path: string;
  answer(call: ControlCall): MockReply;
}

/** A request that the control plane refuses. The message names the place and the remedy. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** An answer in JSON, never kept by a browser. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): MockReply {
  return reply({ status, body, headers: { ...headers, ...plain } });
}

/** 204: it is done, and there is nothing to say. */
export function done(): MockReply {
  return reply({ status: 204, body: undefined, headers: plain });
}

/** What an action that only throws for what it was given does; its failure becomes a refusal. */
export function orRefuse<Result>(status: number, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new ControlError(status, error instanceof Error ? error.message : String(error));
  }
}

const plain: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
};
