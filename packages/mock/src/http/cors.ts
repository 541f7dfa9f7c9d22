import type { MockRequest, MockResponse } from "./message.ts";

/** Response headers that scripts may read besides the CORS-safelisted ones. */
const exposed = "X-Tt-Logid, X-Ogw-Ratelimit-Limit, X-Ogw-Ratelimit-Reset, X-Feishu-Mock, Retry-After";
/** Allowed request headers if the preflight lists none. */
const defaultHeaders = "Authorization, Content-Type, Prefer";

/** Whether a request is a CORS preflight. */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Allows the origin every method and header that it asks for, for ten minutes. */
export function preflightResponse({ headers }: MockRequest, origin: string): MockResponse {
  const requested = headers["access-control-request-headers"] ?? "";
  const isWellFormed = /^[\w!#$%&'*+.^`|~\s,-]+$/.test(requested);
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "Access-Control-Allow-Headers": isWellFormed ? requested : defaultHeaders,
      "Access-Control-Max-Age": "600",
      Vary: "Origin, Access-Control-Request-Headers",
    },
    body: Buffer.alloc(0),
  };
}

/** The response with the headers that let scripts of the origin read it. */
export function withCors(response: MockResponse, origin: string): MockResponse {
  const headers = {
    ...response.headers,
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": exposed,
  };
  return { ...response, headers };
}
