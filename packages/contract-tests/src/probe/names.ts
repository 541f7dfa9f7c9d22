import { checks } from "./checks.ts";
import { walkChecks } from "./walk-checks.ts";

/** The checks that compare answers with each other, or with the state of our mock. */
const comparing = ["defaults", "deterministic", "owner_field_scope", "paging_order", "paging_drift"] as const;

/** The name of a check, as a report gives it. */
export type CheckName = keyof typeof checks | keyof typeof walkChecks | (typeof comparing)[number];

/** Every check by its name. */
export const checkNames: readonly CheckName[] = [
  ...(Object.keys(checks) as (keyof typeof checks)[]),
  ...(Object.keys(walkChecks) as (keyof typeof walkChecks)[]),
  ...comparing,
];
