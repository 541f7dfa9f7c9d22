import { harEntry } from "../http/har.ts";
import type { JsonObject } from "../util/json.ts";
import type { LoggedRequest } from "./log.ts";

/**
 * Exports logged requests as HAR 1.2, without tokens and secrets, and with truncated bodies. `origin` is the mock's,
 * such as `http://127.0.0.1:4010`.
 */
export function toHar(requests: readonly LoggedRequest[], origin: string, version: string): JsonObject {
  const creator = { name: "@feishu-openapi/mock", version };
  return { log: { version: "1.2", creator, entries: requests.map((request) => entryOf(request, origin)) } };
}

function entryOf(logged: LoggedRequest, origin: string): JsonObject {
  const { at, durationMs, method, headers, status, fault, notes } = logged;
  const comment = [...(fault === undefined ? [] : [`fault: ${fault}`]), ...notes].join("; ");
  const entry = harEntry({
    at,
    durationMs,
    url: urlOf(logged.target, origin),
    request: { method, headers, body: Buffer.from(logged.body) },
    response: { status, headers: logged.responseHeaders, body: Buffer.from(logged.responseBody) },
  });
  // Chrome's field for the reason of a missing response.
  const error = status === 0 ? { _error: fault ?? "the client disconnected" } : {};
  return {
    ...entry,
    response: { ...entry.response, ...error },
    ...(comment === "" ? {} : { comment }),
  };
}

/** Percent-encodes a raw target: HAR readers require a valid URL. */
function urlOf(target: string, origin: string): string {
  const url = /^https?:\/\//i.test(target) ? target : origin + (target.startsWith("/") ? "" : "/") + target;
  return url
    .replaceAll(/%(?![0-9a-f]{2})/gi, "%25")
    .replaceAll(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent)
    .replaceAll(/(?<=[?].*)[[\]]/g, encodeURIComponent);
}
