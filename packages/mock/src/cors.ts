import type { MockReply, MockRequest } from "./message.ts";

/** Headers of an answer that a page may read beside those that any page may. */
const exposed = "X-Tt-Logid, X-Ogw-Ratelimit-Limit, X-Ogw-Ratelimit-Reset, X-Feishu-Mock, Retry-After";
/** What a page may send where it does not say what it will. */
const usualHeaders = "Authorization, Content-Type, Prefer";

/** Whether a browser asks, before it sends a request, whether a page may send it. */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Lets a page of the origin send whatever it asks for; good for ten minutes. */
export function preflightReply({ headers }: MockRequest, origin: string): MockReply {
  const asked = headers["access-control-request-headers"] ?? "";
  const isPlain = /^[\w!#$%&'*+.^`|~\s,-]+$/.test(asked);
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "Access-Control-Allow-Headers": isPlain ? asked : usualHeaders,
      "Access-Control-Max-Age": "600",
      Vary: "Origin, Access-Control-Request-Headers",
    },
    body: Buffer.alloc(0),
  };
}

/** The answer, for pages of the origin to read. */
export function readableFrom(reply: MockReply, origin: string): MockReply {
  const headers = {
    ...reply.headers,
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": exposed,
  };
  return { ...reply, headers };
}
