import type { WireRequest } from "../wire/types.ts";
import { tokenRedactor, type Redact } from "./redact.ts";

/**
 * A shell command that repeats a request byte for byte: curl, or `nc` for what curl does not send. The token `secret`
 * is written as `$FEISHU_TOKEN`; undefined for our mock, whose tokens are not secret.
 */
export function curlOf(baseUrl: string, request: WireRequest, secret: string | undefined): string {
  const shown = redactRequest(request, tokenRedactor(secret));
  const { method, path, query, headers, body } = shown;
  const target = `${path}${query === "" ? "" : `?${query}`}`;
  if (/[^\x21-\x7e]/.test(target)) return ncOf(baseUrl, shown, target);
  const parts = [
    "curl -i --path-as-is --globoff",
    ...(method === "GET" ? [] : method === "HEAD" ? ["--head"] : [`-X ${method}`]),
    ...Object.entries(headers).map(
      ([name, value]) => `-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`,
    ),
    // Otherwise curl declares the body to be a form.
    ...(body === undefined || "content-type" in headers ? [] : ["-H 'content-type:'"]),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
    quote(baseUrl + target),
  ];
  return parts.join(" ");
}

function ncOf(baseUrl: string, { method, headers }: WireRequest, target: string): string {
  const { hostname, host, port, pathname } = new URL(baseUrl);
  const lines = Object.entries({ host, connection: "close", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const text = [`${method} ${pathname.replace(/\/$/, "")}${target} HTTP/1.1`, ...lines, "", ""].join("\r\n");
  const escaped = Array.from(text, (letter) =>
    /[\x20-\x26\x28-\x5b\x5d-\x7e]/.test(letter) ? letter : octal(letter),
  );
  return `printf %b '${escaped.join("")}' | nc ${hostname} ${port || "80"}`;
}

function octal(letter: string): string {
  return Array.from(Buffer.from(letter), (byte) => `\\0${byte.toString(8).padStart(3, "0")}`).join("");
}

function redactRequest({ headers, query, body, ...request }: WireRequest, redact: Redact): WireRequest {
  const shown = Object.entries(headers).map(([name, value]) => [name, redact(value)]);
  return {
    ...request,
    query: redact(query),
    headers: Object.fromEntries(shown) as WireRequest["headers"],
    ...(body !== undefined && { body: redact(body) }),
  };
}

/** Quotes for a POSIX shell. The shell expands `$FEISHU_TOKEN`; a long run of x becomes a printf. */
function quote(text: string): string {
  const parts = text.split(/(\$FEISHU_TOKEN|x{300,})/);
  return parts
    .map((part) => {
      if (part === "$FEISHU_TOKEN") return '"$FEISHU_TOKEN"';
      if (/^x{300,}$/.test(part)) return `"$(printf %${part.length}s | tr ' ' x)"`;
      if (part === "") return "";
      return `'${part.replaceAll("'", String.raw`'\''`)}'`;
    })
    .join("");
}
