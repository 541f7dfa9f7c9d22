import type { Answered } from "../errors.ts";
import type { WireAnswer } from "./wire.ts";
import { logIdHeaders, logIdOf } from "./log-id.ts";
import { retryAfterMs } from "../resilience/retry-after.ts";
import { printable } from "../redact/redact.ts";

/** What an error tells of an answer that is none; nothing of it holds a secret. */
export function describeAnswer(
  { status, headers, text, receivedAt }: WireAnswer,
  secrets: readonly string[],
): Omit<Answered, "fault"> {
  return {
    status,
    contentType: printable(headers.get("content-type"), secrets, 100) || undefined,
    bodyStart: printable(text, secrets, 200),
    logId: logIdOf(logIdHeaders(headers), secrets),
    retryAfterMs: retryAfterMs(headers, receivedAt),
  };
}
