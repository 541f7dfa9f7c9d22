import { isIP } from "node:net";

/** A proxy, its credentials taken out of the URL. */
export interface Proxy {
  readonly protocol: "http:" | "https:";
  readonly host: string;
  readonly port: number;
  /** For messages: host and port, no credentials. */
  readonly name: string;
  /** The value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/** The proxy for a URL, or nothing where the connection is direct. */
export type ProxyFor = (url: URL) => Proxy | undefined;

/** One proxy for every URL. */
export function explicitProxy(proxy: string): ProxyFor {
  const parsed = parseProxy(proxy, "proxy");
  return () => parsed;
}

/**
 * `HTTPS_PROXY` for https, `HTTP_PROXY` for http, unless `NO_PROXY` names the host: a comma or a space between entries,
 * each `*`, a host (and all below it), a `.suffix` (only what is below it), with or without a port. Ranges of addresses
 * are not known.
 *
 * @throws {TypeError} for a variable that is no URL of a proxy.
 */
export function proxyFromEnvironment(environment: { readonly [name: string]: string | undefined }): ProxyFor {
  // The lower-case name first, as curl has it; an empty one says "none" just as a missing one.
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
    // Nothing is below an address.
    return name !== "" && (hostname === name || (!isIP(hostname) && hostname.endsWith(`.${name}`)));
  };
}

/** The port of a URL, the protocol's own where it names none. */
export function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

/** A host as sockets want it: an IPv6 address stands in brackets only in a URL. */
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
