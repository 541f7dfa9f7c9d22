import { isIP, isIPv6 } from "node:net";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** Whether only this machine can reach a server that listens on the host. */
export function isLoopback(host: string): boolean {
  return /^(127\.|::1$|::ffff:127\.|localhost$)/i.test(host);
}

/** Whether a result of `hostNameOf` is an IP address, which DNS rebinding cannot point at another machine. */
export function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[(.+)\]$/, "$1")) !== 0;
}

/** The allowed `Host` names in lower case, without ports. */
export function hostNames(host: string, allowed: readonly string[]): ReadonlySet<string> {
  return new Set([...loopbackNames, ...[host, ...allowed].map(hostNameOf)]);
}

/** Whether a string is a host name or address, with or without a port, and not a URL or path. */
export function isHostName(text: string): boolean {
  return isIPv6(text) || /^(\[[\da-f:.]+\]|[^\s:/?#@[\]]+)(:\d+)?$/i.test(text);
}

/** The name in a `Host` header or a host option, in lower case and without the port. */
export function hostNameOf(host: string): string {
  const name = isIPv6(host) ? `[${host}]` : host.replace(/:\d*$/, "");
  return name.toLowerCase();
}
