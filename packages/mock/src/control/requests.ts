import type { MockResponse } from "../http/message.ts";
import { uncachedJson } from "../http/response.ts";
import { toHar } from "../log/har.ts";
import { version } from "../util/version.ts";
import type { ControlRequest, Respond } from "./control-request.ts";

/** The request log and the event stream. */
export const requestOperations: Readonly<Record<string, Respond>> = {
  listRequests,
  clearRequests({ context }) {
    context.log.clear();
    return uncachedJson(204, undefined);
  },
  archiveRequests({ context, baseUrl }) {
    const har = toHar(context.log.list(), new URL(baseUrl).origin, version());
    return uncachedJson(200, har, { "Content-Disposition": 'attachment; filename="feishu-mock.har"' });
  },
  events: streamEvents,
};

function listRequests({ context: { log }, query }: ControlRequest): MockResponse {
  const { after, limit } = query as { after: number; limit: number };
  const later = log.list().filter(({ id }) => id > after);
  return uncachedJson(200, { dropped: log.dropped(), requests: later.slice(0, limit) });
}

function streamEvents({ events, signal }: ControlRequest): MockResponse {
  const headers = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    // Otherwise the connection stays open after the stream has ended, and delays the end of the mock.
    Connection: "close",
  };
  return { status: 200, headers, body: events.stream(signal) };
}
