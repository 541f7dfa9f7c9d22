export { createClient } from "./create-client.ts";
export type { FeishuClient } from "./create-client.ts";
export type { ClientOptions } from "./options.ts";
export type { Credential } from "./auth/credential.ts";
export type { TokenOption } from "./auth/token.ts";
export type { CallOptions, ErrorKind, List, ListOptions, Page, RateLimit } from "./types.ts";
export type { Clock } from "./resilience/clock.ts";
export type { Drift, DriftKind, ResponseCheck } from "./check/drift.ts";
export type { EventHandlers, RequestEvent, ResponseEvent, RetryEvent } from "./events.ts";
export { createRateLimiter } from "./resilience/rate-limiter.ts";
export type { RateLimitedOperation, RateLimiter } from "./resilience/rate-limiter.ts";
export { createRetryBudget } from "./resilience/retry-budget.ts";
export type { RetryBudget } from "./resilience/retry-budget.ts";
export type { RetryReason } from "./resilience/retry.ts";
export {
  FeishuApiError,
  FeishuConnectionError,
  FeishuError,
  FeishuResponseError,
  FeishuTimeoutError,
} from "./errors.ts";
export type { ResponseErrorReason } from "./errors.ts";
export type { Http } from "./call/http.ts";
export type { DocumentedCode } from "./generated/errors.ts";
export type { components, paths } from "./generated/schema.ts";
export type * from "./generated/client.ts";
