import type { Agent } from "node:http";
import { createHttpAgent, createHttpsAgent, createTunnelAgent } from "./agent.ts";
import type { ResolvedNodeOptions } from "./options.ts";
import { portOf, withoutBrackets, type Proxy } from "./proxy.ts";

/** How requests reach one origin. */
export interface Route {
  readonly protocol: string;
  readonly host: string;
  readonly port: string | number;
  readonly agent: Agent;
  /** What stands before the path on the request line: the origin, where an http proxy is to pass the request on. */
  readonly prefix: string;
  /** For a proxy that sees the request itself. */
  readonly authorization: string | undefined;
  /** The proxy's name, for messages. */
  readonly proxy: string | undefined;
}

/** Chooses the route of a URL; agents are made when first needed and serve all later requests. */
export function createRouter(options: ResolvedNodeOptions): (url: URL) => Route {
  const agents = new Map<string, Agent>();
  const agent = (key: string, create: () => Agent): Agent => {
    const known = agents.get(key) ?? create();
    agents.set(key, known);
    return known;
  };

  const direct = (url: URL): Route => ({
    protocol: url.protocol,
    host: withoutBrackets(url.hostname),
    port: portOf(url),
    agent: agent(url.protocol, () =>
      url.protocol === "https:" ? createHttpsAgent(options, options.tls) : createHttpAgent(options),
    ),
    prefix: "",
    authorization: undefined,
    proxy: undefined,
  });

  const forwarded = (url: URL, proxy: Proxy): Route => ({
    protocol: proxy.protocol,
    host: proxy.host,
    port: proxy.port,
    agent: agent(`forward ${proxy.protocol}`, () =>
      proxy.protocol === "https:" ? createHttpsAgent(options, options.proxyTls) : createHttpAgent(options),
    ),
    prefix: url.origin,
    authorization: proxy.authorization,
    proxy: proxy.name,
  });

  const tunnelled = (url: URL, proxy: Proxy): Route => ({
    ...direct(url),
    agent: agent("tunnel", () => createTunnelAgent(options, proxy)),
    proxy: proxy.name,
  });

  // A client talks to one origin, so the last route is nearly always the next.
  let lastOrigin: string | undefined;
  let lastRoute: Route | undefined;
  return (url) => {
    if (lastRoute && url.origin === lastOrigin) return lastRoute;
    const proxy = options.proxyFor(url);
    lastOrigin = url.origin;
    if (!proxy) lastRoute = direct(url);
    else lastRoute = url.protocol === "https:" ? tunnelled(url, proxy) : forwarded(url, proxy);
    return lastRoute;
  };
}
