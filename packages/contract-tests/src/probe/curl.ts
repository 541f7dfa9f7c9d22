import type { WireRequest } from "./case.ts";
import { withoutToken, type Conceal } from "./secrets.ts";

/**
 * A shell command that repeats a request to the letter: curl, or `nc` for what curl would not send. The `secret` token
 * becomes `$FEISHU_TOKEN`; undefined where there is none, for those of our mock are no secret.
 */
export function curlOf(baseUrl: string, request: WireRequest, secret: string | undefined): string {
  const shown = concealed(request, withoutToken(secret));
  const { method, path, query, headers, body } = shown;
  const target = `${path}${query === "" ? "" : `?${query}`}`;
  if (/[^\x21-\x7e]/.test(target)) return ncOf(baseUrl, shown, target);
  const parts = [
    "curl -i --path-as-is --globoff",
    ...(method === "GET" ? [] : method === "HEAD" ? ["--head"] : [`-X ${method}`]),
    ...Object.entries(headers).map(
      ([name, value]) => `-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`,
    ),
    // Else curl would say that a body is a form.
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

function concealed({ headers, query, body, ...request }: WireRequest, conceal: Conceal): WireRequest {
  const shown = Object.entries(headers).map(([name, value]) => [name, conceal(value)]);
  return {
    ...request,
    query: conceal(query),
    headers: Object.fromEntries(shown) as WireRequest["headers"],
    ...(body !== undefined && { body: conceal(body) }),
  };
}

/** For a POSIX shell; a token's place holder is left to the shell, a letter a thousand times over is counted. */
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
