import type { Socket } from "node:net";
import { http, loadHttps } from "./builtin.ts";
import { connectionError } from "./failure.ts";
import type { Proxy } from "./proxy.ts";

/** Lets a request cancel the tunnel it waits for. Passed through the options of Node's agent. */
export interface TunnelWaiter {
  cancel?: () => void;
}

/** Target of a tunnel, and the request that waits for it. */
interface Target {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  readonly waiter?: TunnelWaiter;
}

/** Opens a tunnel through a proxy (`CONNECT`) and passes the socket to `done`. Errors show no credentials. */
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
  if (waiter) waiter.cancel = () => request.destroy();
  request.once("connect", ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
    if (waiter) delete waiter.cancel;
    if (statusCode >= 200 && statusCode < 300) {
      if (head.length > 0) socket.unshift(head);
      return done(null, socket);
    }
    socket.destroy();
    done(
      Object.assign(new Error(`the proxy refused the tunnel with status ${statusCode}`), {
        code: "ERR_PROXY_TUNNEL",
      }),
    );
  });
  request.once("error", (error) => done(connectionError(error)));
  request.end();
}
