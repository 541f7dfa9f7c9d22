import { isIP } from "node:net";

/** A parsed proxy URL. */
export interface Proxy {
  readonly protocol: "http:" | "https:";
  readonly host: string;
  readonly port: number;
  /** Host and port without credentials, for messages. */
  readonly name: string;
  /** The value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/** Returns the proxy for a URL, or `undefined` for a direct connection. */
export type ProxyFor = (url: URL) => Proxy | undefined;

/** Uses one proxy for all URLs. */
export function explicitProxy(proxy: string): ProxyFor {
  const parsed = parseProxy(proxy, "proxy");
  return () => parsed;
}

/**
 * Uses `HTTPS_PROXY` for https and `HTTP_PROXY` for http, unless `NO_PROXY` excludes the host. Its entries are separated
 * by commas or spaces: `*`, a host (with its subdomains), or a `.suffix` (only subdomains), each with an optional port.
 * Address ranges are not supported.
 *
 * @throws {TypeError} for a variable that is not a proxy URL.
 */
export function proxyFromEnvironment(environment: { readonly [name: string]: string | undefined }): ProxyFor {
  // Lower-case names take precedence, as in curl. An empty variable counts as unset.
  const variable = (name: string): string =>
    (environment[name.toLowerCase()] || environment[name] || "").trim();
  const [https, http] = ["HTTPS_PROXY", "HTTP_PROXY"].map((name) =>
    variable(name) ? parseProxy(variable(name), name) : undefined,
  );
  if (!https && !http) return () => undefined;
  const exceptions = variable("NO_PROXY")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseException);
  return (url) => {
    const proxy = url.protocol === "https:" ? https : http;
    return proxy && !exceptions.some((isException) => isException(url)) ? proxy : undefined;
  };
}

function parseException(entry: string): (url: URL) => boolean {
  if (entry === "*") return () => true;
  const [, host = "", port] = /^\*?(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const name = withoutBrackets(host);
  return (url) => {
    if (port !== undefined && port !== portOf(url)) return false;
    const hostname = withoutBrackets(url.hostname);
    if (name.startsWith(".")) return hostname.endsWith(name);
    // An IP address has no subdomains.
    return name !== "" && (hostname === name || (!isIP(hostname) && hostname.endsWith(`.${name}`)));
  };
}

/** Returns the port of a URL, or the default port of its protocol. */
export function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

/** Removes the brackets of an IPv6 address, which belong to URLs only. */
export function withoutBrackets(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

function parseProxy(text: unknown, place: string): Proxy {
  const full = typeof text === "string" && !/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? `http://${text}` : text;
  const url = typeof full === "string" && URL.canParse(full) ? new URL(full) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new TypeError(
      `nodeFetch: ${place} is not the URL of an HTTP proxy, such as http://proxy.example:3128`,
    );
  const credentials = `${decode(url.username)}:${decode(url.password)}`;
  return {
    protocol: url.protocol,
    host: withoutBrackets(url.hostname),
    port: Number(portOf(url)),
    name: `${url.hostname}:${portOf(url)}`,
    authorization:
      credentials === ":" ? undefined : `Basic ${Buffer.from(credentials, "utf8").toString("base64")}`,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
