// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

import type { DocumentedError } from "../types.ts";

/** All error codes that the contract documents. */
export type DocumentedCode =
  | 1500
  | 1663
  | 1668
  | 2200
  | 5000
  | 10003
  | 10014
  | 55001
  | 65001
  | 232001
  | 232004
  | 232025
  | 232034
  | 99991400
  | 99991661
  | 99991663
  | 99991664
  | 99991668
  | 99991671
  | 99991672
  | 99991677
  | 99991679
  | 99992402;

/** The kind and the remedy of each documented code. Other codes are classified by the HTTP status. */
export const errors: Readonly<Record<DocumentedCode, DocumentedError>> = {
  /** Internal error. */
  1500: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** Internal error. */
  1663: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** Internal error. */
  1668: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** Internal error. */
  2200: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** Internal error. */
  5000: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** The app id is unknown or malformed. */
  10003: { kind: "auth", remedy: "Check the app id in the developer console." },
  /** The app secret is wrong. */
  10014: { kind: "auth", remedy: "Check the app secret in the developer console." },
  /** Internal error. */
  55001: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** Internal error. */
  65001: { kind: "internal", remedy: "Retry. If the error persists, give Feishu's support the log id." },
  /** A parameter is invalid. */
  232001: { kind: "validation", remedy: "Check the parameters. If the page_token is wrong, walk again from the first page." },
  /** The app is unknown. */
  232004: { kind: "not_found", remedy: "Check the app id. If it is correct, give Feishu's support the log id." },
  /** The app's bot ability is off. */
  232025: { kind: "permission", remedy: "Turn on the bot ability in the developer console, then publish a version of the app." },
  /** The app is not installed in the tenant, or disabled there. */
  232034: { kind: "permission", remedy: "Ask the tenant's administrator to install or enable the app." },
  /** Too many requests. */
  99991400: { kind: "rate_limit", remedy: "Wait for the seconds in x-ogw-ratelimit-reset, or request larger pages." },
  /** The request has no bearer token. */
  99991661: { kind: "auth", remedy: "Send `Authorization: Bearer <token>`." },
  /** The tenant token is invalid or expired. */
  99991663: { kind: "auth", remedy: "Get a new tenant_access_token." },
  /** The app token is invalid. */
  99991664: { kind: "auth", remedy: "Use a tenant_access_token or a user_access_token." },
  /** The user token is invalid. */
  99991668: { kind: "auth", remedy: "Get a new user_access_token." },
  /** The token starts with neither t- nor u-. */
  99991671: { kind: "auth", remedy: "Send a tenant_access_token (t-) or a user_access_token (u-)." },
  /** The app lacks the scope. */
  99991672: { kind: "permission", remedy: "Add one of the scopes to the app in the developer console, then publish a version." },
  /** The user token has expired. */
  99991677: { kind: "auth", remedy: "Refresh the user_access_token." },
  /** The user has not granted the scope. */
  99991679: { kind: "permission", remedy: "Ask the user to authorize the app again with the scope." },
  /** The gateway rejected a parameter. */
  99992402: { kind: "validation", remedy: "Correct the parameters that field_violations names." },
};
