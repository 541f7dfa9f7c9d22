/** Tokens in the forms that Feishu issues (`t-…`, `u-…`, JWTs), and whatever follows `Bearer`. */
const TOKEN = /\b[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*|(?<=\bBearer\s+)[^\s"',;]+/gi;
/** Shortest secret that is redacted, in characters. Shorter ones would match ordinary words; Feishu's are far longer. */
const SHORTEST_SECRET = 6;
/** Prefix length that already counts as a leak, in characters: a server may echo a truncated secret. */
const LEAK_LENGTH = 12;
const REDACTED = "[redacted]";

/**
 * Replaces the given secrets, in any letter case and also as escaped in JSON or a URL, and everything that looks like a
 * token, by `[redacted]`.
 */
export function redact(text: string, secrets: readonly string[]): string {
  // JSON may escape any character as `\u00XX`.
  let result = text.replaceAll(/\\u00([2-7][\da-f])/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    const inUrl = encodeURIComponent(secret.replaceAll(/\p{Cs}/gu, "\uFFFD"));
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), inUrl])) {
      const start = form.slice(0, LEAK_LENGTH).replaceAll(/[^\w]/g, "\\$&");
      const rest = form.length > LEAK_LENGTH ? `[^\\s"',;<>]*` : "";
      result = result.replaceAll(new RegExp(start + rest, "gi"), REDACTED);
    }
  }
  return result.replaceAll(TOKEN, REDACTED);
}

/**
 * Makes a string of the server safe to print: redacted, on one line, without control characters, and at most `limit`
 * characters long. Returns `""` for a value that is not a string.
 */
export function printable(value: unknown, secrets: readonly string[], limit: number = 500): string {
  if (typeof value !== "string") return "";
  // Redact before truncating: a truncated secret would no longer match. No secret is longer than the extra 16 KiB.
  const shown = redact(value.slice(0, limit + 16_384), secrets);
  return shown.replaceAll(/\p{Cc}+/gu, " ").slice(0, limit);
}

/** Copies the name, message, code and causes of a transport error, redacted; leaves out what may hold headers or a body. */
export function safeCause(error: unknown, secrets: readonly string[], depth: number = 4): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = depth > 0 ? safeCause(error.cause, secrets, depth - 1) : undefined;
  const copy = new Error(printable(error.message, secrets), cause && { cause });
  copy.name = error.name;
  const code = "code" in error && printable(error.code, secrets, 64);
  return Object.assign(copy, code && { code });
}

/** Whether {@link redact} would change a short string without escapes. Cheaper than `redact`; every call runs it. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return (
    secrets.some((secret) => secret.length >= SHORTEST_SECRET && lower.includes(secret.toLowerCase())) ||
    text.search(TOKEN) >= 0
  );
}
