import type { ResponseDetails } from "../errors.ts";
import type { WireResponse } from "./wire.ts";
import { logIdCandidates, firstSafeLogId } from "./log-id.ts";
import { retryAfterMs } from "../resilience/retry-after.ts";
import { printable } from "../redact/redact.ts";

/** Describes a response for a `FeishuResponseError`, with secrets removed. */
export function describeResponse(
  { status, headers, text, receivedAt }: WireResponse,
  secrets: readonly string[],
): Omit<ResponseDetails, "reason"> {
  return {
    status,
    contentType: printable(headers.get("content-type"), secrets, 100) || undefined,
    bodyStart: printable(text, secrets, 200),
    logId: firstSafeLogId(logIdCandidates(headers), secrets),
    retryAfterMs: retryAfterMs(headers, receivedAt),
  };
}
