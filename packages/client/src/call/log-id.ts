import { holdsSecret } from "../redact/redact.ts";

/**
 * Returns the first candidate that looks like a log id (letters, digits, `_` and `-`) and contains no secret. Feishu's
 * support asks for it.
 */
export function logIdOf(candidates: readonly unknown[], secrets: readonly string[]): string | undefined {
  return candidates.find(
    (value): value is string =>
      typeof value === "string" && /^[\w-]{1,64}$/.test(value) && !holdsSecret(value, secrets),
  );
}

/** Candidate log ids from the headers: `X-Tt-Logid`, then `X-Request-Id`. */
export function logIdHeaders(headers: Headers): (string | null)[] {
  return [headers.get("x-tt-logid"), headers.get("x-request-id")];
}
