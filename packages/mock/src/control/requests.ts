import { toHar } from "../log/har.ts";
import { mostEntries } from "../log/log.ts";
import type { MockReply } from "../message.ts";
import { version } from "../version.ts";
import { checkQuery, fieldsOf, numberOf } from "./input.ts";
import { done, json } from "./route.ts";
import type { ControlCall, Route } from "./route.ts";

/** What was asked and answered, and what happens now. */
export const requestRoutes: readonly Route[] = [
  { method: "GET", path: "/__mock/requests", answer: list },
  { method: "DELETE", path: "/__mock/requests", answer: clear },
  { method: "GET", path: "/__mock/requests.har", answer: archive },
  { method: "GET", path: "/__mock/events", answer: follow },
];

function list(call: ControlCall): MockReply {
  checkQuery(call, ["after", "limit"]);
  const after = numberOf(call, "after", 0);
  const limit = numberOf(call, "limit", mostEntries);
  const { log } = call.setup;
  const later = log.list().filter(({ id }) => id > after);
  return json(200, { dropped: log.dropped(), requests: later.slice(0, limit) });
}

function clear(call: ControlCall): MockReply {
  fieldsOf(call, {});
  call.setup.log.clear();
  return done();
}

function archive(call: ControlCall): MockReply {
  checkQuery(call, []);
  const har = toHar(call.setup.log.list(), new URL(call.baseUrl).origin, version());
  return json(200, har, { "Content-Disposition": 'attachment; filename="feishu-mock.har"' });
}

function follow(call: ControlCall): MockReply {
  checkQuery(call, []);
  const headers = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    // It ends with the mock, which then need not wait for an idle connection.
    Connection: "close",
  };
  return { status: 200, headers, body: call.events.stream(call.signal) };
}
