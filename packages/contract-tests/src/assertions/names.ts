import { responseAssertions } from "./response.ts";
import { walkAssertions } from "./walk.ts";

/** Assertions that compare responses with each other, or with the state of the mock. */
const comparisons = [
  "default_values",
  "deterministic",
  "owner_field_scope",
  "paging_order",
  "paging_while_chats_change",
  "chat_changes",
  "id_format",
  "tenant_token",
] as const;

/** Name of an assertion on the server. */
export type ServerAssertion =
  | keyof typeof responseAssertions
  | keyof typeof walkAssertions
  | (typeof comparisons)[number];

/** Every assertion on the server. */
export const serverAssertions: readonly ServerAssertion[] = [
  ...(Object.keys(responseAssertions) as (keyof typeof responseAssertions)[]),
  ...(Object.keys(walkAssertions) as (keyof typeof walkAssertions)[]),
  ...comparisons,
];

/** Every assertion on the client. */
export const clientAssertions = [
  "client_request",
  "client_headers",
  "client_throws",
  "client_result",
  "client_error",
  "sdk_agrees",
] as const;

/** Name of an assertion on the client. */
export type ClientAssertion = (typeof clientAssertions)[number];

/** Name of an assertion. */
export type AssertionName = ServerAssertion | ClientAssertion;

/** Every assertion: those on the server, then those on the client. */
export const assertionNames: readonly AssertionName[] = [...serverAssertions, ...clientAssertions];
