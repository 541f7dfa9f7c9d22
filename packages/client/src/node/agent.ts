import type { Agent as HttpAgent, AgentOptions, ClientRequest } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { http, loadHttps } from "./builtin.ts";
import { openTunnel } from "./tunnel.ts";
import type { ResolvedNodeOptions } from "./options.ts";
import type { Proxy } from "./proxy.ts";

const bytesBefore = new WeakMap<Duplex, number>();
const announced = new WeakMap<Duplex, number>();

/** Keeps connections to http servers and http proxies. */
export function createHttpAgent(options: ResolvedNodeOptions): HttpAgent {
  return keep(new http.Agent(agentOptions(options)), options.keepAliveMs);
}

/** Keeps connections to https servers, or to an https proxy. */
export function createHttpsAgent(options: ResolvedNodeOptions, tls: ResolvedNodeOptions["tls"]): HttpsAgent {
  return keep(new (loadHttps().Agent)({ ...agentOptions(options), ...tls }), options.keepAliveMs);
}

/** Keeps connections to https servers, each through a tunnel of its own. */
export function createTunnelAgent(options: ResolvedNodeOptions, proxy: Proxy): HttpsAgent {
  const agent = createHttpsAgent(options, options.tls);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (target, callback) => {
    openTunnel(proxy, options.proxyTls, target, (error, socket) => {
      // The callback's type asks for a socket even with an error.
      if (error) callback?.(error, undefined as unknown as Duplex);
      else callback?.(null, connect({ ...target, socket } as typeof target)!);
    });
    return undefined;
  };
  return agent;
}

/** Closes what is idle: what closed one kept connection (a restart, a network that changed) has likely closed all. */
export function closeIdle(agent: HttpAgent): void {
  for (const sockets of Object.values(agent.freeSockets))
    for (const socket of sockets ?? []) socket.destroy();
}

/** Whether a request went out on a kept connection and not a byte came back on it. */
export function isUnanswered(request: ClientRequest): boolean {
  const { socket } = request;
  return request.reusedSocket && socket !== null && bytesBefore.get(socket) === socket.bytesRead;
}

/** Takes note of how long a server says that it keeps the connection: `timeout=5` of a `Keep-Alive` header. */
export function noteKeepAlive(socket: Duplex, header: string): void {
  const seconds = /\btimeout=(\d+)/i.exec(header)?.[1];
  if (seconds !== undefined) announced.set(socket, Number(seconds) * 1000);
}

function agentOptions({ maxSockets }: ResolvedNodeOptions): AgentOptions {
  return { keepAlive: true, maxSockets, scheduling: "lifo" };
}

function keep<Kind extends HttpAgent>(agent: Kind, keepAliveMs: number): Kind {
  // In place of Node's own, which builds the headers of every answer anew to look at one.
  agent.keepSocketAlive = (duplex): boolean => {
    const socket = duplex as Socket;
    // A second less than announced: the server's clock started before ours.
    const ms = Math.min(keepAliveMs, (announced.get(socket) ?? Infinity) - 1000);
    if (ms <= 0) return false;
    socket.setTimeout(ms);
    socket.unref();
    return true;
  };
  // All that an agent connects to has the same TLS options, so they need not be in the name of a connection.
  agent.getName = (target) => `${target?.host}:${target?.port}`;
  const reuse = agent.reuseSocket.bind(agent);
  agent.reuseSocket = (socket, request) => {
    bytesBefore.set(socket, (socket as Socket).bytesRead);
    reuse(socket, request);
  };
  return agent;
}
