import type { Agent } from "node:http";
import { createHttpAgent, createHttpsAgent, createTunnelAgent } from "./agent.ts";
import type { ResolvedNodeOptions } from "./options.ts";
import { portOf, withoutBrackets, type Proxy } from "./proxy.ts";

/** The connection through which requests reach one origin. */
export interface Route {
  readonly protocol: string;
  readonly host: string;
  readonly port: string | number;
  readonly agent: Agent;
  /** Prefix of the path in the request line: the origin for requests through an http proxy, otherwise empty. */
  readonly prefix: string;
  /** The `Proxy-Authorization` header, for requests through an http proxy. */
  readonly authorization: string | undefined;
  /** Name of the proxy, for messages. */
  readonly proxy: string | undefined;
}

/** Returns a function that chooses the route of a URL. Agents are created on first use and shared by all requests. */
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

  // A client uses one origin, so the next route is nearly always the last one.
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
