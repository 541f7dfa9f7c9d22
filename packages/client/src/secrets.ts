/** Tokens as Feishu writes them: `t-…`, `u-…`, and JWTs. */
const TOKEN = /\b[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*/gi;
/** A shorter secret would be found in ordinary words; Feishu's are far longer. */
const SHORTEST_SECRET = 6;
const REDACTED = "[redacted]";

/**
 * A text without the given secrets, in whatever case and as JSON or a URL would write them, and without anything that
 * looks like a token.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])) {
      result = result.replaceAll(new RegExp(form.replaceAll(/[^\w]/g, "\\$&"), "gi"), REDACTED);
    }
  }
  return result.replaceAll(TOKEN, REDACTED);
}

/**
 * A text of the server's for a log: redacted, in one line, without control characters, and no longer than `limit`.
 * Empty for what is no text.
 */
export function printable(value: unknown, secrets: readonly string[], limit: number = 500): string {
  if (typeof value !== "string") return "";
  // Redacted before it is cut: half a secret is one too. A secret is shorter than what is looked at beyond the cut.
  const shown = redact(value.slice(0, limit + 16_384), secrets);
  return shown.replaceAll(/\p{Cc}+/gu, " ").slice(0, limit);
}

/** An error of the transport with what helps to find the cause, and nothing that could hold a header or a body. */
export function safeCause(error: unknown, secrets: readonly string[], depth: number = 4): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = depth > 0 ? safeCause(error.cause, secrets, depth - 1) : undefined;
  const copy = new Error(printable(error.message, secrets), cause && { cause });
  copy.name = error.name;
  const code = "code" in error && printable(error.code, secrets, 64);
  return Object.assign(copy, code && { code });
}

/** Whether a short text without escapes holds what {@link redact} would take out; cheaper, for the path of every call. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return (
    secrets.some((secret) => secret.length >= SHORTEST_SECRET && lower.includes(secret.toLowerCase())) ||
    text.search(TOKEN) >= 0
  );
}
