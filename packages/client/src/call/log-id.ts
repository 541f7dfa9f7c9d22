import { holdsSecret } from "../redact/redact.ts";

/**
 * The first that is a log id, which Feishu's support asks for: letters, digits and dashes. Anything else could be what
 * a server echoes.
 */
export function logIdOf(candidates: readonly unknown[], secrets: readonly string[]): string | undefined {
  return candidates.find(
    (value): value is string =>
      typeof value === "string" && /^[\w-]{1,64}$/.test(value) && !holdsSecret(value, secrets),
  );
}

/** The headers that carry it: `X-Tt-Logid`, else `X-Request-Id`. */
export function logIdHeaders(headers: Headers): (string | null)[] {
  return [headers.get("x-tt-logid"), headers.get("x-request-id")];
}
