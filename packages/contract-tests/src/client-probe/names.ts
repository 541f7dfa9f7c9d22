/** The checks of the client, by name. */
export const clientChecks = [
  "client_request",
  "client_headers",
  "client_refuses",
  "client_secrets",
  "client_result",
  "client_error",
  "client_walk",
  "client_token",
  "client_time",
  "client_rate_limit",
  "sdk_agrees",
  "client_retry",
  "client_events",
] as const;

/** The name of a check of the client. */
export type ClientCheck = (typeof clientChecks)[number];
