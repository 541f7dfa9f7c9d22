import { clientChecks, type ClientCheck } from "../client-probe/names.ts";
import { checks } from "./checks.ts";
import { walkChecks } from "./walk-checks.ts";

/** The checks that compare answers with each other, or with the state of our mock. */
const comparing = [
  "defaults",
  "deterministic",
  "owner_field_scope",
  "paging_order",
  "paging_drift",
  "chat_changes",
  "ids",
  "tenant_token",
] as const;

/** The name of a check of the server, as a report gives it. */
export type ServerCheck = keyof typeof checks | keyof typeof walkChecks | (typeof comparing)[number];

/** The name of any check. */
export type CheckName = ServerCheck | ClientCheck;

/** Every check of the server by its name. */
export const serverChecks: readonly ServerCheck[] = [
  ...(Object.keys(checks) as (keyof typeof checks)[]),
  ...(Object.keys(walkChecks) as (keyof typeof walkChecks)[]),
  ...comparing,
];

/** Every check by its name: those of the server, then those of the client. */
export const checkNames: readonly CheckName[] = [...serverChecks, ...clientChecks];
