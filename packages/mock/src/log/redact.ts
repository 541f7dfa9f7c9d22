/** Replaces secrets. */
export const redacted = "[redacted]";

const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "x-lark-token",
]);
/** Feishu's tokens, anywhere in a string. Excludes page tokens, which may start like a JWT. */
const tokens =
  /(?<!page_token(?:=|"\s*:\s*"))(?:\b|(?<=%[\da-f]{2}))(?:[tu]-[\w.-]{8,}|eyJ[\w-]{8,}[\w.-]*)/gi;
/** Names of JSON fields, query parameters and form parameters with secret values. */
const names =
  "(?:app|client)_?secret|secret|password|[a-z_]*access_?token|(?:refresh|verification)_?token|app_?ticket|encrypt_?key";
const fields = new RegExp(String.raw`(["'](?:${names})["']\s*:\s*["'])((?:[^"'\\]|\\.)*)`, "gi");
/** A secret field whose value is not a string. */
const nonStrings = new RegExp(String.raw`("(?:${names})"\s*:\s*)(\[[^\]]*\]|\{[^}]*\}|[\d.]+)`, "gi");
const parameters = new RegExp(`((?:^|[?&])(?:${names})=)([^&#]*)`, "gi");

/** Redacts tokens and secrets in a string. `secrets` lists secrets that cannot be recognised by their form. */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let safe = text;
  for (const secret of secrets)
    safe = safe.replaceAll(secret, redacted).replaceAll(encodeURIComponent(secret), redacted);
  return safe
    .replaceAll(nonStrings, (_, start: string) => `${start}"${redacted}"`)
    .replaceAll(fields, (_, start: string) => start + redacted)
    .replaceAll(parameters, (_, start: string) => start + redacted)
    .replaceAll(tokens, redacted);
}

/** The values of secret fields and parameters in a string. */
export function secretsIn(text: string): string[] {
  return [fields, parameters].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ([, , value = ""]) => value),
  );
}

/** Redacts tokens and secrets in headers. Keeps the scheme of `Authorization`. */
export function redactHeaders(
  headers: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[] = [],
): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const scheme = /^(Bearer|Basic) /i.exec(value)?.[0] ?? "";
    safe[name] = secretHeaders.has(name.toLowerCase()) ? scheme + redacted : redactText(value, secrets);
  }
  return safe;
}
