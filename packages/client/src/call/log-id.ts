import { holdsSecret } from "../redact/redact.ts";

/**
 * Returns the first candidate that can be a log id: letters, digits, `_` and `-`, without a secret. Feishu's support asks
 * for the log id.
 */
export function firstSafeLogId(
  candidates: readonly unknown[],
  secrets: readonly string[],
): string | undefined {
  return candidates.find(
    (value): value is string =>
      typeof value === "string" && /^[\w-]{1,64}$/.test(value) && !holdsSecret(value, secrets),
  );
}

/** Candidate log ids from the headers: `X-Tt-Logid`, then `X-Request-Id`. */
export function logIdCandidates(headers: Headers): (string | null)[] {
  return [headers.get("x-tt-logid"), headers.get("x-request-id")];
}
