import { matcherOf } from "../contract/path-template.ts";
import { isTooLong, maxBodyBytes } from "../http/message.ts";
import type { Handler, MockRequest, MockResponse } from "../http/message.ts";
import { uncachedJson } from "../http/response.ts";
import type { MockContext } from "../state/context.ts";
import { ChatNotFound } from "../tenant/changes.ts";
import { aboutOperations } from "./about.ts";
import { appOperations } from "./apps.ts";
import { ControlError } from "./control-request.ts";
import type { Respond } from "./control-request.ts";
import { chatOperations } from "./chats.ts";
import { clockOperations } from "./clock.ts";
import { operations } from "./document.ts";
import type { ControlOperation } from "./document.ts";
import { createEvents } from "./events.ts";
import { faultOperations } from "./faults.ts";
import { readBody, readQuery } from "./input.ts";
import { requestOperations } from "./requests.ts";

/** The code of each operation in `openapi.json`, by operationId. */
export const responders: Readonly<Record<string, Respond>> = {
  ...aboutOperations,
  ...chatOperations,
  ...requestOperations,
  ...faultOperations,
  ...clockOperations,
  ...appOperations,
};

const routes = operations.map((operation) => ({ operation, match: matcherOf(operation.path) }));

/**
 * Creates the handler of the control API. Responds with JSON, and with `{"error": "…"}` for invalid requests. Requests
 * are validated by `openapi.json`. `closing` ends the event streams.
 */
export function createControl(context: MockContext, baseUrl: () => string, closing: AbortSignal): Handler {
  const events = createEvents(context, closing);

  function respond(request: MockRequest, signal: AbortSignal): MockResponse {
    if (isTooLong(request))
      throw new ControlError(413, `body: larger than ${maxBodyBytes} bytes; send a smaller body`);
    const { operation, path, search } = find(request);
    const isGet = operation.method === "GET";
    const query = readQuery(search, operation);
    const body = isGet ? {} : readBody(request, operation);
    const response = responders[operation.id]!({
      context,
      baseUrl: baseUrl(),
      events,
      path,
      query,
      body,
      signal,
    });
    if (!isGet) events.notify();
    return response;
  }

  return (request, signal) => {
    try {
      const response = respond(request, signal);
      const isHead = request.method === "HEAD";
      return Promise.resolve(isHead ? { ...response, body: Buffer.alloc(0) } : response);
    } catch (error) {
      return Promise.resolve(errorResponse(error));
    }
  };
}

function find({ method, target }: MockRequest): {
  operation: ControlOperation;
  path: Readonly<Record<string, string>>;
  search: URLSearchParams;
} {
  const [, pathname = "", query = ""] = /^([^?#]*)([^#]*)/.exec(target) ?? [];
  const found = routes.flatMap(({ operation, match }) => {
    const path = match(pathname);
    return path ? [{ operation, path, search: new URLSearchParams(query) }] : [];
  });
  if (found.length === 0)
    throw new ControlError(404, `nothing at ${pathname}; GET /__mock/openapi.json lists all paths`);
  const matchedMethod = method === "HEAD" ? "GET" : method;
  const match = found.find(({ operation }) => operation.method === matchedMethod);
  if (match) return match;
  const allowed = found.map(({ operation }) => operation.method).join(", ");
  throw new ControlError(405, `${pathname} does not support ${method}; send ${allowed}`, { Allow: allowed });
}

function errorResponse(error: unknown): MockResponse {
  if (error instanceof ControlError)
    return uncachedJson(error.status, { error: error.message }, error.headers);
  const message = error instanceof Error ? error.message : String(error);
  return uncachedJson(error instanceof ChatNotFound ? 404 : 500, { error: message });
}
