import { loadTls } from "./builtin.ts";
import { explicitProxy, proxyFromEnvironment, type ProxyFor } from "./proxy.ts";

/** PEM text or bytes, one or several. */
type Pem = string | Uint8Array | readonly (string | Uint8Array)[];

/** A part of Node's TLS options; each is Node's own default unless given. */
export interface TlsOptions {
  /** Authorities to trust in place of the ones that Node trusts, such as a company's own. */
  ca?: Pem | undefined;
  /** The client's certificate, for servers that ask for one; goes with `key`. */
  cert?: Pem | undefined;
  key?: Pem | undefined;
  /** `false` accepts any certificate, and so anyone in between. Default: `true`. */
  rejectUnauthorized?: boolean | undefined;
  /** The name that the server's certificate must carry. Default: the URL's host. */
  servername?: string | undefined;
}

/** How connections are made and kept. Everything has a default. */
export interface NodeFetchOptions {
  /** Connections to one host at the same time; further requests wait for one. Default: no limit. */
  maxSockets?: number | undefined;
  /**
   * Milliseconds for which an idle connection is kept, less where the server announces less. Default: 4,000, which is
   * under what servers usually keep.
   */
  keepAliveMs?: number | undefined;
  tls?: TlsOptions | undefined;
  /**
   * The URL of a proxy for every request, its credentials included, or `false` for none. Default: `HTTPS_PROXY`,
   * `HTTP_PROXY` and `NO_PROXY` of the environment as it is when `nodeFetch` is called, the lower-case name first.
   */
  proxy?: string | false | undefined;
}

/** Options with every default filled in. */
export interface ResolvedNodeOptions {
  readonly maxSockets: number;
  readonly keepAliveMs: number;
  /** For `tls.connect`; the secure context is made once, not for each connection. */
  readonly tls: { readonly [name: string]: unknown };
  /** The same towards a proxy: neither the client's certificate nor the server's name is meant for it. */
  readonly proxyTls: { readonly [name: string]: unknown };
  readonly proxyFor: ProxyFor;
}

/** @throws {TypeError} that names the option, and never a credential. */
export function resolveNodeOptions(
  options: NodeFetchOptions,
  environment: { readonly [name: string]: string | undefined },
): ResolvedNodeOptions {
  const { maxSockets = Infinity, keepAliveMs = 4_000, tls = {}, proxy, ...rest } = options;
  refuseUnknown(rest, "option", "maxSockets, keepAliveMs, tls, proxy");
  if (!(maxSockets === Infinity || (Number.isInteger(maxSockets) && maxSockets > 0)))
    throw new TypeError("nodeFetch: maxSockets must be a whole number greater than 0");
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
  refuseUnknown(rest, "TLS option", "ca, cert, key, rejectUnauthorized, servername");
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

function refuseUnknown(rest: object, kind: string, known: string): void {
  const [unknown] = Object.keys(rest);
  if (unknown) throw new TypeError(`nodeFetch: unknown ${kind} "${unknown}"; known are ${known}`);
}
