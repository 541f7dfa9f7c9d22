import type { Socket } from "node:net";
import { http, loadHttps } from "./builtin.ts";
import { connectionError } from "./failure.ts";
import type { Proxy } from "./proxy.ts";

/** How the request that waits for a tunnel gives it up; handed through the options of Node's agent. */
export interface TunnelWaiter {
  giveUp?: () => void;
}

/** Where a tunnel leads; `waiter` is the request's. */
interface Target {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  readonly waiter?: TunnelWaiter;
}

/** Asks a proxy for a tunnel (`CONNECT`) and hands over the bare socket. Nothing of the credentials is in an error. */
export function openTunnel(
  proxy: Proxy,
  tls: { readonly [name: string]: unknown },
  { host, port, waiter }: Target,
  done: (error: Error | null, socket?: Socket) => void,
): void {
  const authority = `${host?.includes(":") ? `[${host}]` : host}:${port}`;
  const request = (proxy.protocol === "https:" ? loadHttps().request : http.request)({
    ...tls,
    host: proxy.host,
    port: proxy.port,
    method: "CONNECT",
    path: authority,
    agent: false,
    headers: {
      host: authority,
      ...(proxy.authorization !== undefined && { "proxy-authorization": proxy.authorization }),
    },
  });
  if (waiter) waiter.giveUp = () => request.destroy();
  request.once("connect", ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
    if (waiter) delete waiter.giveUp;
    if (statusCode >= 200 && statusCode < 300) {
      if (head.length > 0) socket.unshift(head);
      return done(null, socket);
    }
    socket.destroy();
    done(
      Object.assign(new Error(`it refused a tunnel with status ${statusCode}`), { code: "ERR_PROXY_TUNNEL" }),
    );
  });
  request.once("error", (error) => done(connectionError(error)));
  request.end();
}
