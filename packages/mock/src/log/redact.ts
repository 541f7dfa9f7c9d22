/** What stands in a log in place of a secret. */
const redacted = "[redacted]";

const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
]);
/** Tokens as Feishu writes them, in any text. A page token is none. */
const tokens = /\b[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*/g;
/** Members of a JSON text and of a query whose values are secret. */
const members = /("(?:app_secret|[a-z_]*access_token|refresh_token|app_ticket)"\s*:\s*")(?:[^"\\]|\\.)*/g;
const parameters = /([?&](?:app_secret|[a-z_]*access_token|refresh_token)=)[^&#]*/gi;

/** A text without tokens and secrets. */
export function redactText(text: string): string {
  return text
    .replaceAll(members, (_, start: string) => start + redacted)
    .replaceAll(parameters, (_, start: string) => start + redacted)
    .replaceAll(tokens, redacted);
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
