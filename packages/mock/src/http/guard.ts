import { isControlPath } from "./control-path.ts";
import { isPreflight, preflightResponse, withCors } from "./cors.ts";
import { hostNameOf, hostNames, isAddress, isLoopback } from "./hosts.ts";
import type { Handler, MockRequest, MockResponse } from "./message.ts";
import { mockError, toResponse, uncachedJson } from "./response.ts";

/** The options that decide who may use the mock. */
export interface GuardOptions {
  /** Address that the mock listens on. */
  readonly host: string;
  readonly allowedHosts: readonly string[];
  /** The one origin whose pages may use the mock. */
  readonly cors: string | undefined;
}

/**
 * Wraps a handler with access checks for requests from a socket. Responds 403 to a foreign `Host`, as a defence against
 * DNS rebinding, and to pages of other sites that use the control API. Adds CORS headers for the origin of `cors`.
 */
export function createGuard({ host, allowedHosts, cors }: GuardOptions, handle: Handler): Handler {
  const names = hostNames(host, allowedHosts);
  // A mock that other machines can reach may be addressed by any of this machine's IP addresses.
  const isAllowed = (name: string): boolean => names.has(name) || (!isLoopback(host) && isAddress(name));
  return async (request, signal) => {
    const name = hostNameOf(request.headers["host"] ?? "");
    if (!isAllowed(name)) return forbid(request, foreignHost(name, names));
    const { origin } = request.headers;
    if (cors !== undefined && origin === cors) {
      if (isPreflight(request)) return preflightResponse(request, cors);
      return varyByOrigin(withCors(await handle(request, signal), cors));
    }
    if (isControlPath(request.target) && isCrossSite(request)) {
      const source = origin === undefined ? "another site" : origin.slice(0, 100);
      return forbid(
        request,
        `Origin: a page of ${source} may not use the control API; start with --cors ORIGIN`,
      );
    }
    const response = handle(request, signal);
    return cors === undefined ? response : varyByOrigin(await response);
  };
}

/** Whether a page of another site sent the request. A followed link is allowed: it changes nothing. */
function isCrossSite({ method, headers }: MockRequest): boolean {
  const { origin, host = "" } = headers;
  if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`;
  if (headers["sec-fetch-mode"] === "navigate" && method === "GET") return false;
  return ["cross-site", "same-site"].includes(headers["sec-fetch-site"] ?? "");
}

function foreignHost(name: string, names: ReadonlySet<string>): string {
  const known = [...names].join(", ");
  if (name === "") return `Host: missing; send one of ${known}`;
  const shown = JSON.stringify(name.slice(0, 100));
  return `Host: ${shown} is not allowed; use ${known}, or start the mock with --allowed-host NAME (allowedHosts)`;
}

function forbid({ target }: MockRequest, message: string): MockResponse {
  return isControlPath(target) ? uncachedJson(403, { error: message }) : toResponse(mockError(403, message));
}

function varyByOrigin(response: MockResponse): MockResponse {
  return { ...response, headers: { ...response.headers, Vary: "Origin" } };
}
