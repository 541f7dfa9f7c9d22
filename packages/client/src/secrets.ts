/** Tokens as Feishu writes them: `t-…`, `u-…`, and JWTs. */
const TOKEN = /\b[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*/g;

/** A shorter secret would be found in ordinary words; Feishu's are far longer. */
const SHORTEST_SECRET = 6;

/** A text without the given secrets and without anything that looks like a token. */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets)
    if (secret.length >= SHORTEST_SECRET) result = result.replaceAll(secret, "[redacted]");
  return result.replaceAll(TOKEN, "[redacted]");
}
