import type { Descriptor } from "../descriptor.ts";
import { readEnvelope } from "./envelope.ts";
import { FeishuApiError, FeishuResponseError } from "../errors.ts";
import { emit, type ResponseEvent } from "../events.ts";
import { exchange, type AttemptLimits } from "./exchange.ts";
import { logIdHeaders, logIdOf } from "./log-id.ts";
import type { ResolvedOptions } from "../options.ts";
import type { WireAnswer, WireRequest } from "./wire.ts";

/** A result with the answer that it was read from, for those who must refuse it after all. */
export interface Outcome {
  readonly result: { readonly [field: string]: unknown };
  readonly answer: WireAnswer;
  readonly secrets: readonly string[];
}

/** How an attempt ended: well, or with an error and what is told of it. */
export type Ending =
  | { readonly outcome: Outcome; readonly error?: undefined; readonly event?: undefined }
  | { readonly outcome?: undefined; readonly error: unknown; readonly event: ResponseEvent };

/** Sends a request once and judges the answer. Never rejects: what went wrong is in the ending. */
export async function attemptOnce(
  options: ResolvedOptions,
  descriptor: Descriptor,
  attempt: number,
  request: WireRequest,
  limits: AttemptLimits,
): Promise<Ending> {
  const about = { operation: descriptor.id, method: descriptor.method, attempt };
  emit(options.onRequest, about);
  const startedAt = performance.now();
  const told = (status?: number, code?: number, logId?: string, error?: string): ResponseEvent => ({
    ...about,
    durationMs: performance.now() - startedAt,
    status,
    code,
    logId,
    error,
  });
  try {
    const answer = await exchange(options.fetch, descriptor.id, request, limits);
    const result = readEnvelope(descriptor, answer, limits.secrets) as Outcome["result"];
    // Made only where somebody listens: this is the path of every call.
    if (options.onResponse) {
      emit(options.onResponse, told(answer.status, 0, logIdOf(logIdHeaders(answer.headers), limits.secrets)));
    }
    return { outcome: { result, answer, secrets: limits.secrets } };
  } catch (error) {
    const answered =
      error instanceof FeishuApiError || error instanceof FeishuResponseError ? error : undefined;
    const code = error instanceof FeishuApiError ? error.code : undefined;
    const event = told(
      answered?.status,
      code,
      answered?.logId,
      error instanceof Error ? error.name : "unknown",
    );
    emit(options.onResponse, event);
    return { error, event };
  }
}
