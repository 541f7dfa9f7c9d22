import type { Setup } from "../call.ts";
import { matcherOf } from "../contract/path-template.ts";
import { isTooLong, maxBodyBytes } from "../message.ts";
import type { Handler, MockReply, MockRequest } from "../message.ts";
import { MissingChat } from "../tenant/changes.ts";
import { aboutRoutes } from "./about.ts";
import { appRoutes } from "./apps.ts";
import { chatRoutes } from "./chats.ts";
import { clockRoutes } from "./clock.ts";
import { createEvents } from "./events.ts";
import { faultRoutes } from "./faults.ts";
import { requestRoutes } from "./requests.ts";
import { ControlError, json } from "./route.ts";
import type { Route } from "./route.ts";

/** Every route of the control plane. */
export const routes: readonly Route[] = [
  ...aboutRoutes,
  ...chatRoutes,
  ...requestRoutes,
  ...faultRoutes,
  ...clockRoutes,
  ...appRoutes,
];

const matchers = routes.map((route) => ({ route, match: matcherOf(route.path) }));

/**
 * Makes the handler of all below `/__mock`: JSON in and out, and `{"error": "…"}` for what cannot be. `baseUrl` is
 * asked when it is needed; `closing` ends the event streams.
 */
export function createControl(setup: Setup, baseUrl: () => string, closing: AbortSignal): Handler {
  const events = createEvents(setup, closing);

  function answer(request: MockRequest, signal: AbortSignal): MockReply {
    if (isTooLong(request))
      throw new ControlError(413, `body: larger than ${maxBodyBytes} bytes; send less at once`);
    const { route, path, query } = find(request);
    const reply = route.answer({ setup, baseUrl: baseUrl(), events, request, path, query, signal });
    if (route.method !== "GET") events.announce();
    return reply;
  }

  return (request, signal) => {
    try {
      const reply = answer(request, signal);
      return Promise.resolve(request.method === "HEAD" ? { ...reply, body: Buffer.alloc(0) } : reply);
    } catch (error) {
      return Promise.resolve(refusal(error));
    }
  };
}

function find({ method, target }: MockRequest): {
  route: Route;
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
} {
  const [, path = "", search = ""] = /^([^?#]*)([^#]*)/.exec(target) ?? [];
  const found = matchers.flatMap(({ route, match }) => {
    const values = match(path);
    return values ? [{ route, path: values, query: new URLSearchParams(search) }] : [];
  });
  if (found.length === 0)
    throw new ControlError(404, `there is nothing at ${path}; GET /__mock/openapi.json says what there is`);
  const wanted = method === "HEAD" ? "GET" : method;
  const match = found.find(({ route }) => route.method === wanted);
  if (match) return match;
  const allowed = found.map(({ route }) => route.method).join(", ");
  throw new ControlError(405, `${path} takes no ${method}; send ${allowed}`, { Allow: allowed });
}

function refusal(error: unknown): MockReply {
  if (error instanceof ControlError) return json(error.status, { error: error.message }, error.headers);
  const message = error instanceof Error ? error.message : String(error);
  return json(error instanceof MissingChat ? 404 : 500, { error: message });
}
