import { loadTls } from "./builtin.ts";
import { explicitProxy, proxyFromEnvironment, type ProxyFor } from "./proxy.ts";

/** One or several certificates or keys, as PEM strings or bytes. */
type Pem = string | Uint8Array | readonly (string | Uint8Array)[];

/** A subset of Node's TLS options, with Node's defaults. */
export interface TlsOptions {
  /** Certificate authorities to trust instead of Node's, such as a company's own. */
  ca?: Pem | undefined;
  /** Client certificate, for servers that require one. Needs `key`. */
  cert?: Pem | undefined;
  key?: Pem | undefined;
  /** `false` accepts any certificate and allows man-in-the-middle attacks. Default: `true`. */
  rejectUnauthorized?: boolean | undefined;
  /** Host name that the server's certificate must be issued for. Default: the URL's host. */
  servername?: string | undefined;
}

/** Options of `nodeFetch`. All have defaults. */
export interface NodeFetchOptions {
  /** Most concurrent connections to one host; further requests wait. Default: no limit. */
  maxSockets?: number | undefined;
  /**
   * Milliseconds for which an idle connection is kept, or less if the server announces less. Default: 4,000, less than
   * most servers.
   */
  keepAliveMs?: number | undefined;
  tls?: TlsOptions | undefined;
  /**
   * URL of a proxy for all requests, may include credentials; or `false` for no proxy. Default: `HTTPS_PROXY`,
   * `HTTP_PROXY` and `NO_PROXY` of the environment, read when `nodeFetch` is called. The lower-case names take precedence.
   */
  proxy?: string | false | undefined;
}

/** Options with all defaults applied. */
export interface ResolvedNodeOptions {
  readonly maxSockets: number;
  readonly keepAliveMs: number;
  /** Options for `tls.connect`. The secure context is created once, not for each connection. */
  readonly tls: { readonly [name: string]: unknown };
  /** TLS options for the proxy, without the client certificate and `servername`, which are for the server. */
  readonly proxyTls: { readonly [name: string]: unknown };
  readonly proxyFor: ProxyFor;
}

/** @throws {TypeError} for an invalid option. The message names it and shows no credential. */
export function resolveNodeOptions(
  options: NodeFetchOptions,
  environment: { readonly [name: string]: string | undefined },
): ResolvedNodeOptions {
  const { maxSockets = Infinity, keepAliveMs = 4_000, tls = {}, proxy, ...rest } = options;
  rejectUnknown(rest, "option", "maxSockets, keepAliveMs, tls, proxy");
  if (!(maxSockets === Infinity || (Number.isInteger(maxSockets) && maxSockets > 0)))
    throw new TypeError("nodeFetch: maxSockets must be an integer greater than 0");
  if (!(typeof keepAliveMs === "number" && keepAliveMs > 0 && keepAliveMs <= 2_147_483_647))
    throw new TypeError("nodeFetch: keepAliveMs must be a number from 1 to 2147483647");
  const proxyFor =
    proxy === false
      ? () => undefined
      : proxy === undefined
        ? proxyFromEnvironment(environment)
        : explicitProxy(proxy);
  return { maxSockets, keepAliveMs, ...resolveTls(tls), proxyFor };
}

function resolveTls(tls: TlsOptions): Pick<ResolvedNodeOptions, "tls" | "proxyTls"> {
  const { ca, cert, key, rejectUnauthorized, servername, ...rest } = tls;
  rejectUnknown(rest, "TLS option", "ca, cert, key, rejectUnauthorized, servername");
  const verify = rejectUnauthorized === undefined ? {} : { rejectUnauthorized };
  const context = (options: TlsOptions): object => {
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    return given.length > 0
      ? { secureContext: loadTls().createSecureContext(Object.fromEntries(given)) }
      : {};
  };
  return {
    tls: { ...verify, ...context({ ca, cert, key }), ...(servername !== undefined && { servername }) },
    proxyTls: { ...verify, ...context({ ca }) },
  };
}

function rejectUnknown(rest: object, kind: string, known: string): void {
  const [unknown] = Object.keys(rest);
  if (unknown) throw new TypeError(`nodeFetch: unknown ${kind} "${unknown}"; known are ${known}`);
}
