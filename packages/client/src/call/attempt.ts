import type { Descriptor } from "../descriptor.ts";
import { readEnvelope } from "./envelope.ts";
import { FeishuApiError, FeishuResponseError } from "../errors.ts";
import { emit, type ResponseEvent } from "../events.ts";
import { sendRequest, type AttemptContext } from "./send-request.ts";
import { logIdCandidates, firstSafeLogId } from "./log-id.ts";
import type { ResolvedOptions } from "../options.ts";
import type { WireResponse, WireRequest } from "./wire.ts";

/** A successful response, with the result in its envelope. */
export interface SuccessfulResponse {
  readonly result: { readonly [field: string]: unknown };
  readonly response: WireResponse;
  /** Strings that no error about this response may show. */
  readonly secrets: readonly string[];
}

/** Result of one attempt: the successful response, or an error and its event. */
export type AttemptResult =
  | { readonly success: SuccessfulResponse; readonly error?: undefined; readonly event?: undefined }
  | { readonly success?: undefined; readonly error: unknown; readonly event: ResponseEvent };

/** Sends a request once and reads the response. Never rejects: a failure is returned as `error`. */
export async function attemptOnce(
  options: ResolvedOptions,
  descriptor: Descriptor,
  attempt: number,
  request: WireRequest,
  context: AttemptContext,
): Promise<AttemptResult> {
  const requestEvent = { operation: descriptor.id, method: descriptor.method, attempt };
  emit(options.onRequest, requestEvent);
  const startedAt = performance.now();
  const responseEvent = (status?: number, code?: number, logId?: string, error?: string): ResponseEvent => ({
    ...requestEvent,
    durationMs: performance.now() - startedAt,
    status,
    code,
    logId,
    error,
  });
  try {
    const response = await sendRequest(options.fetch, descriptor.id, request, context);
    const result = readEnvelope(descriptor, response, context.secrets) as SuccessfulResponse["result"];
    // The event is built only when somebody listens, since every call takes this path.
    if (options.onResponse) {
      const logId = firstSafeLogId(logIdCandidates(response.headers), context.secrets);
      emit(options.onResponse, responseEvent(response.status, 0, logId));
    }
    return { success: { result, response, secrets: context.secrets } };
  } catch (error) {
    const received =
      error instanceof FeishuApiError || error instanceof FeishuResponseError ? error : undefined;
    const code = error instanceof FeishuApiError ? error.code : undefined;
    const name = error instanceof Error ? error.name : "unknown";
    const event = responseEvent(received?.status, code, received?.logId, name);
    emit(options.onResponse, event);
    return { error, event };
  }
}
