import type { Agent as HttpAgent, AgentOptions, ClientRequest } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { http, loadHttps } from "./builtin.ts";
import { openTunnel } from "./tunnel.ts";
import type { ResolvedNodeOptions } from "./options.ts";
import type { Proxy } from "./proxy.ts";

/** Bytes that a socket had received when it was reused. */
const bytesBefore = new WeakMap<Duplex, number>();
/** Keep-alive time that the server announced, in milliseconds. */
const announced = new WeakMap<Duplex, number>();

/** Creates the agent for http servers and http proxies. */
export function createHttpAgent(options: ResolvedNodeOptions): HttpAgent {
  return configureKeepAlive(new http.Agent(agentOptions(options)), options.keepAliveMs);
}

/** Creates the agent for https servers, or for an https proxy. */
export function createHttpsAgent(options: ResolvedNodeOptions, tls: ResolvedNodeOptions["tls"]): HttpsAgent {
  return configureKeepAlive(
    new (loadHttps().Agent)({ ...agentOptions(options), ...tls }),
    options.keepAliveMs,
  );
}

/** Creates the agent for https servers behind a proxy: each connection gets its own tunnel. */
export function createTunnelAgent(options: ResolvedNodeOptions, proxy: Proxy): HttpsAgent {
  const agent = createHttpsAgent(options, options.tls);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (target, callback) => {
    openTunnel(proxy, options.proxyTls, target, (error, socket) => {
      // The callback's type requires a socket even with an error.
      if (error) callback?.(error, undefined as unknown as Duplex);
      else callback?.(null, connect({ ...target, socket } as typeof target)!);
    });
    return undefined;
  };
  return agent;
}

/** Closes all idle connections: whatever closed one of them (a restart, a network change) has likely closed all. */
export function closeIdle(agent: HttpAgent): void {
  for (const sockets of Object.values(agent.freeSockets))
    for (const socket of sockets ?? []) socket.destroy();
}

/** Whether a request was sent on a reused connection and received no byte. */
export function receivedNothing(request: ClientRequest): boolean {
  const { socket } = request;
  return request.reusedSocket && socket !== null && bytesBefore.get(socket) === socket.bytesRead;
}

/** Records how long the server keeps the connection alive: `timeout=5` of a `Keep-Alive` header. */
export function recordKeepAlive(socket: Duplex, header: string): void {
  const seconds = /\btimeout=(\d+)/i.exec(header)?.[1];
  if (seconds !== undefined) announced.set(socket, Number(seconds) * 1000);
}

function agentOptions({ maxSockets }: ResolvedNodeOptions): AgentOptions {
  return { keepAlive: true, maxSockets, scheduling: "lifo" };
}

function configureKeepAlive<Kind extends HttpAgent>(agent: Kind, keepAliveMs: number): Kind {
  // Replaces Node's method, which parses all headers of every response to read one.
  agent.keepSocketAlive = (duplex): boolean => {
    const socket = duplex as Socket;
    // A second less than announced: the server's clock started before ours.
    const ms = Math.min(keepAliveMs, (announced.get(socket) ?? Infinity) - 1000);
    if (ms <= 0) return false;
    socket.setTimeout(ms);
    socket.unref();
    return true;
  };
  // All connections of an agent share their TLS options, so the name need not contain them.
  agent.getName = (target) => `${target?.host}:${target?.port}`;
  const reuse = agent.reuseSocket.bind(agent);
  agent.reuseSocket = (socket, request) => {
    bytesBefore.set(socket, (socket as Socket).bytesRead);
    reuse(socket, request);
  };
  return agent;
}
