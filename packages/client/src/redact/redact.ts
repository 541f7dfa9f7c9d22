/** Tokens as Feishu writes them: `t-…`, `u-…`, and JWTs; and whatever follows `Bearer`. */
const TOKEN = /\b[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*|(?<=\bBearer\s+)[^\s"',;]+/gi;
/** A shorter secret would be found in ordinary words; Feishu's are far longer. */
const SHORTEST_SECRET = 6;
/** So much of a longer one gives it away: an echo may be cut. */
const TELLING = 12;
const REDACTED = "[redacted]";

/**
 * A text without the given secrets, in whatever case and as JSON or a URL would write them, and without anything that
 * looks like a token.
 */
export function redact(text: string, secrets: readonly string[]): string {
  // JSON may write any character by its number.
  let result = text.replaceAll(/\\u00([2-7][\da-f])/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    const inUrl = encodeURIComponent(secret.replaceAll(/\p{Cs}/gu, "\uFFFD"));
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), inUrl])) {
      const start = form.slice(0, TELLING).replaceAll(/[^\w]/g, "\\$&");
      const rest = form.length > TELLING ? `[^\\s"',;<>]*` : "";
      result = result.replaceAll(new RegExp(start + rest, "gi"), REDACTED);
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
