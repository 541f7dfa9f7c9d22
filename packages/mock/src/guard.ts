import { mockError, reply } from "./answer.ts";
import { isControl } from "./control/is-control.ts";
import { json } from "./control/route.ts";
import { isPreflight, preflightReply, readableFrom } from "./cors.ts";
import { hostNames, isAddress, isLoopback, nameOf } from "./hosts.ts";
import type { Handler, MockReply, MockRequest } from "./message.ts";
import type { CheckedOptions } from "./options.ts";

/**
 * Stands before all that a socket reaches. Refuses a `Host` that is not the mock's, so that no name can be bound to
 * it behind a browser's back; keeps pages of other sites from the control plane; and lets those of the one origin
 * that `cors` names read every answer.
 */
export function createGuard(
  { host, allowedHosts, cors }: Pick<CheckedOptions, "host" | "allowedHosts" | "cors">,
  handle: Handler,
): Handler {
  const names = hostNames(host, allowedHosts);
  // Who listens beyond this machine is called by whatever addresses it has.
  const isOurs = (name: string): boolean => names.has(name) || (!isLoopback(host) && isAddress(name));
  return async (request, signal) => {
    const name = nameOf(request.headers["host"] ?? "");
    if (!isOurs(name)) return refuse(request, foreignHost(name, names));
    const { origin } = request.headers;
    if (cors !== undefined && origin === cors) {
      if (isPreflight(request)) return preflightReply(request, cors);
      return varying(readableFrom(await handle(request, signal), cors));
    }
    if (isControl(request.target) && isForeign(request)) {
      const whose = origin === undefined ? "another site" : origin.slice(0, 100);
      return refuse(
        request,
        `Origin: a page of ${whose} may not use the control plane; start with --cors ORIGIN`,
      );
    }
    const made = handle(request, signal);
    return cors === undefined ? made : varying(await made);
  };
}

/** Whether a page of another site sends it. A link that somebody follows is no page's doing, and changes nothing. */
function isForeign({ method, headers }: MockRequest): boolean {
  const { origin, host = "" } = headers;
  if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`;
  if (headers["sec-fetch-mode"] === "navigate" && method === "GET") return false;
  return ["cross-site", "same-site"].includes(headers["sec-fetch-site"] ?? "");
}

function foreignHost(name: string, names: ReadonlySet<string>): string {
  const known = [...names].join(", ");
  if (name === "") return `Host: missing; send one of ${known}`;
  const shown = JSON.stringify(name.slice(0, 100));
  return `Host: ${shown} is not this mock's; call it by ${known}, or start it with --allowed-host NAME (allowedHosts)`;
}

function refuse({ target }: MockRequest, message: string): MockReply {
  return isControl(target) ? json(403, { error: message }) : reply(mockError(403, message));
}

/** What a cache must know: another origin gets other headers. */
function varying(made: MockReply): MockReply {
  return { ...made, headers: { ...made.headers, Vary: "Origin" } };
}
