export { createClient } from "./create-client.ts";
export type { FeishuClient } from "./create-client.ts";
export type { ClientOptions } from "./options.ts";
export type { Credential } from "./credential.ts";
export type { TokenOption } from "./token.ts";
export type { CallOptions, ErrorKind, List, ListOptions, Page, RateLimit } from "./types.ts";
export type { Clock } from "./clock.ts";
export type { Drift, DriftKind, ResponseCheck } from "./drift.ts";
export type { EventHandlers, RequestEvent, ResponseEvent, RetryEvent } from "./events.ts";
export { createRateLimiter } from "./rate-limiter.ts";
export type { RateLimitedOperation, RateLimiter } from "./rate-limiter.ts";
export { createRetryBudget } from "./retry-budget.ts";
export type { RetryBudget } from "./retry-budget.ts";
export type { RetryReason } from "./retry.ts";
export {
  FeishuApiError,
  FeishuConnectionError,
  FeishuError,
  FeishuResponseError,
  FeishuTimeoutError,
} from "./errors.ts";
export type { ResponseFault } from "./errors.ts";
export type { Http } from "./http.ts";
export type { DocumentedCode } from "./generated/errors.ts";
export type { components, paths } from "./generated/schema.ts";
export type * from "./generated/client.ts";
