import { STATUS_CODES } from "node:http";
import type { JsonObject } from "../json.ts";
import type { LoggedRequest } from "./log.ts";

/**
 * Logged requests as an HTTP archive (HAR 1.2), for a browser's developer tools and whatever else reads one. `origin` is
 * the mock's, such as `http://127.0.0.1:4010`. It holds what the log holds: no token, no secret, the start of long bodies.
 */
export function toHar(requests: readonly LoggedRequest[], origin: string, version: string): JsonObject {
  const creator = { name: "@feishu-openapi/mock", version };
  return { log: { version: "1.2", creator, entries: requests.map((request) => entryOf(request, origin)) } };
}

function entryOf(logged: LoggedRequest, origin: string): JsonObject {
  const { at, durationMs, fault, notes } = logged;
  const comment = [...(fault === undefined ? [] : [`fault: ${fault}`]), ...notes].join("; ");
  return {
    startedDateTime: at,
    time: durationMs,
    request: requestOf(logged, origin),
    response: responseOf(logged),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(comment === "" ? {} : { comment }),
  };
}

function requestOf({ method, target, headers, body }: LoggedRequest, origin: string): JsonObject {
  const url = urlOf(target, origin);
  const mimeType = headers["content-type"] ?? "";
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: pairsOf(Object.entries(headers)),
    queryString: pairsOf(new URLSearchParams(/\?([^#]*)/.exec(target)?.[1] ?? "")),
    ...(body === "" ? {} : { postData: { mimeType, text: body } }),
    headersSize: -1,
    bodySize: Buffer.byteLength(body),
  };
}

function responseOf({ status, responseHeaders, responseBody, fault }: LoggedRequest): JsonObject {
  const mimeType = Object.entries(responseHeaders).find(
    ([name]) => name.toLowerCase() === "content-type",
  )?.[1];
  const size = Buffer.byteLength(responseBody);
  return {
    status,
    statusText: STATUS_CODES[status] ?? "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: pairsOf(Object.entries(responseHeaders)),
    content: { size, mimeType: mimeType ?? "", text: responseBody },
    redirectURL: "",
    headersSize: -1,
    bodySize: size,
    // As Chrome names what kept an answer from coming.
    ...(status === 0 ? { _error: fault ?? "the sender went away" } : {}),
  };
}

function pairsOf(entries: Iterable<readonly [string, string]>): { name: string; value: string }[] {
  return Array.from(entries, ([name, value]) => ({ name, value }));
}

/** Readers take only what is a URL to the letter; a raw target may be anything. */
function urlOf(target: string, origin: string): string {
  const url = /^https?:\/\//i.test(target) ? target : origin + (target.startsWith("/") ? "" : "/") + target;
  return url
    .replaceAll(/%(?![0-9a-f]{2})/gi, "%25")
    .replaceAll(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent)
    .replaceAll(/(?<=[?].*)[[\]]/g, encodeURIComponent);
}
