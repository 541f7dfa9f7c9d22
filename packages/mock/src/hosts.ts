import { isIPv6 } from "node:net";

/** By which names this machine alone reaches itself. */
const loopback = ["localhost", "127.0.0.1", "[::1]"];

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
