import type { Descriptor } from "../descriptor.ts";
import { readEnvelope } from "./envelope.ts";
import { FeishuApiError, FeishuResponseError } from "../errors.ts";
import { emit, type ResponseEvent } from "../events.ts";
import { exchange, type AttemptLimits } from "./exchange.ts";
import { logIdHeaders, logIdOf } from "./log-id.ts";
import type { ResolvedOptions } from "../options.ts";
import type { WireResponse, WireRequest } from "./wire.ts";

/** The result of a successful attempt, with the response it was read from. */
export interface CallResult {
  readonly result: { readonly [field: string]: unknown };
  readonly response: WireResponse;
  /** Strings that no error about this response may show. */
  readonly secrets: readonly string[];
}

/** Result of one attempt: the value, or an error and its event. */
export type AttemptResult =
  | { readonly value: CallResult; readonly error?: undefined; readonly event?: undefined }
  | { readonly value?: undefined; readonly error: unknown; readonly event: ResponseEvent };

/** Sends a request once and reads the response. Never rejects: a failure is returned as `error`. */
export async function attemptOnce(
  options: ResolvedOptions,
  descriptor: Descriptor,
  attempt: number,
  request: WireRequest,
  limits: AttemptLimits,
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
    const response = await exchange(options.fetch, descriptor.id, request, limits);
    const result = readEnvelope(descriptor, response, limits.secrets) as CallResult["result"];
    // The event is built only when somebody listens, since every call takes this path.
    if (options.onResponse) {
      const logId = logIdOf(logIdHeaders(response.headers), limits.secrets);
      emit(options.onResponse, responseEvent(response.status, 0, logId));
    }
    return { value: { result, response, secrets: limits.secrets } };
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
