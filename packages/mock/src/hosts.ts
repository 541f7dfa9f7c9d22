import { isIP, isIPv6 } from "node:net";

/** By which names this machine alone reaches itself. */
const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** Whether a host to listen on is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return /^(127\.|::1$|::ffff:127\.|localhost$)/i.test(host);
}

/** Whether a name is an address, which no site can bind to a machine as it binds a name. Takes what `nameOf` gives. */
export function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[(.+)\]$/, "$1")) !== 0;
}

/** The names by which a mock may be called, lower case. A port behind one of those given does not count. */
export function hostNames(host: string, allowed: readonly string[]): ReadonlySet<string> {
  return new Set([...loopback, ...[host, ...allowed].map(nameOf)]);
}

/** Whether a text may be a host's name or address, with or without a port; no URL and no path. */
export function isHostName(text: string): boolean {
  return isIPv6(text) || /^(\[[\da-f:.]+\]|[^\s:/?#@[\]]+)(:\d+)?$/i.test(text);
}

/** The name in a `Host` header, or in what a user gives for one, without its port; lower case. */
export function nameOf(host: string): string {
  const name = isIPv6(host) ? `[${host}]` : host.replace(/:\d*$/, "");
  return name.toLowerCase();
}
