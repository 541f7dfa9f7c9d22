/** What stands in place of a secret. */
export const redacted = "[redacted]";

const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
]);
/** Tokens as Feishu writes them, in any text. A page token is none, even one that begins like a JWT. */
const tokens = /(?<!page_token(?:=|"\s*:\s*"))\b(?:[tu]-[\w.-]{8,}|eyJ[\w-]{8,}[\w.-]*)/g;
/** Members of a JSON text, and parameters of a query or a form, whose values are secret. */
const names = "app_secret|client_secret|[a-z_]*access_token|refresh_token|app_ticket|encrypt_key";
const members = new RegExp(String.raw`("(?:${names})"\s*:\s*")((?:[^"\\]|\\.)*)`, "gi");
const parameters = new RegExp(`((?:^|[?&])(?:${names})=)([^&#]*)`, "gi");

/** A text without tokens and secrets. */
export function redactText(text: string): string {
  return text
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
export function redactHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const scheme = /^(Bearer|Basic) /i.exec(value)?.[0] ?? "";
    safe[name] = secretHeaders.has(name.toLowerCase()) ? scheme + redacted : redactText(value);
  }
  return safe;
}
