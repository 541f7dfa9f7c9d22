/** What stands in place of a secret. */
export const redacted = "[redacted]";

const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "x-lark-token",
]);
/** Tokens as Feishu writes them, in any text. A page token is none, even one that begins like a JWT. */
const tokens =
  /(?<!page_token(?:=|"\s*:\s*"))(?:\b|(?<=%[\da-f]{2}))(?:[tu]-[\w.-]{8,}|eyJ[\w-]{8,}[\w.-]*)/gi;
/** Members of a JSON text, and parameters of a query or a form, whose values are secret. */
const names =
  "(?:app|client)_?secret|secret|password|[a-z_]*access_?token|(?:refresh|verification)_?token|app_?ticket|encrypt_?key";
const members = new RegExp(String.raw`(["'](?:${names})["']\s*:\s*["'])((?:[^"'\\]|\\.)*)`, "gi");
/** A secret that is no text, such as a list of one. */
const nested = new RegExp(String.raw`("(?:${names})"\s*:\s*)(\[[^\]]*\]|\{[^}]*\}|[\d.]+)`, "gi");
const parameters = new RegExp(`((?:^|[?&])(?:${names})=)([^&#]*)`, "gi");

/** A text without tokens and secrets; `known` are such as it would not be seen of. */
export function redactText(text: string, known: readonly string[] = []): string {
  let safe = text;
  for (const secret of known)
    safe = safe.replaceAll(secret, redacted).replaceAll(encodeURIComponent(secret), redacted);
  return safe
    .replaceAll(nested, (_, start: string) => `${start}"${redacted}"`)
    .replaceAll(members, (_, start: string) => start + redacted)
    .replaceAll(parameters, (_, start: string) => start + redacted)
    .replaceAll(tokens, redacted);
}

/** The values that a text itself calls secret. */
export function secretsIn(text: string): string[] {
  return [members, parameters].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ([, , value = ""]) => value),
  );
}

/** Headers without tokens and secrets; of an authorization its scheme stays. */
export function redactHeaders(
  headers: Readonly<Record<string, string | undefined>>,
  known: readonly string[] = [],
): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const scheme = /^(Bearer|Basic) /i.exec(value)?.[0] ?? "";
    safe[name] = secretHeaders.has(name.toLowerCase()) ? scheme + redacted : redactText(value, known);
  }
  return safe;
}
