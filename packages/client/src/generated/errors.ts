// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 6e23c454efe8d2936ba4a576a08021e2caf286d09af5df4ab28544ea23a2a0d1
// generator @feishu-openapi/codegen 0.1.0

import type { DocumentedError } from "../types.ts";

/** Every failure code that the contract documents. */
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

/** What the contract says of each code; a code that stands nowhere here is judged by its status. */
export const errors: Readonly<Record<DocumentedCode, DocumentedError>> = {
  /** Internal error. */
  1500: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** Internal error. */
  1663: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** Internal error. */
  1668: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** Internal error. */
  2200: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** Internal error. */
  5000: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** The app id is unknown or malformed. */
  10003: { kind: "auth", remedy: "Check the app id in the developer console." },
  /** The app secret is wrong. */
  10014: { kind: "auth", remedy: "Check the app secret in the developer console." },
  /** Internal error. */
  55001: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** Internal error. */
  65001: { kind: "internal", remedy: "Try again; if it lasts, ask Feishu's support with the log id." },
  /** A parameter is invalid. */
  232001: { kind: "validation", remedy: "Check the parameters; walk again from the first page if it was the page_token." },
  /** The app is unknown. */
  232004: { kind: "not_found", remedy: "Check the app id; if it is right, ask Feishu's support with the log id." },
  /** The app's bot ability is off. */
  232025: { kind: "permission", remedy: "Switch the bot ability on in the developer console, then publish a version of the app." },
  /** The app is not installed in the tenant, or switched off there. */
  232034: { kind: "permission", remedy: "Have the tenant's administrator install or enable the app." },
  /** Too many requests. */
  99991400: { kind: "rate_limit", remedy: "Wait as long as x-ogw-ratelimit-reset says; ask for larger pages." },
  /** No token, or not as a bearer token. */
  99991661: { kind: "auth", remedy: "Send `Authorization: Bearer <token>`." },
  /** The tenant token is wrong or has expired. */
  99991663: { kind: "auth", remedy: "Get a new tenant_access_token." },
  /** The app token is wrong. */
  99991664: { kind: "auth", remedy: "Use a tenant_access_token or a user_access_token." },
  /** The user token is wrong. */
  99991668: { kind: "auth", remedy: "Get a new user_access_token." },
  /** The token begins with neither t- nor u-. */
  99991671: { kind: "auth", remedy: "Send a tenant_access_token (t-) or a user_access_token (u-)." },
  /** The app lacks the scope. */
  99991672: { kind: "permission", remedy: "Give the app one of the scopes in the developer console, then publish a version." },
  /** The user token has expired. */
  99991677: { kind: "auth", remedy: "Refresh the user_access_token." },
  /** The user has not granted the scope. */
  99991679: { kind: "permission", remedy: "Have the user authorise the app again with the scope." },
  /** The gateway refused a parameter. */
  99992402: { kind: "validation", remedy: "See the field violations for what to change." },
};
