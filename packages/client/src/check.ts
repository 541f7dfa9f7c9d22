import { checkObject } from "./check/check-object.ts";
import { isFields, wrong, type Findings } from "./check/findings.ts";
import { createDriftReporter, type Drift, type ResponseCheck } from "./check/drift.ts";
import { objects, results } from "./generated/checks.ts";

export { FeishuDriftError } from "./check/drift.ts";
export type { Drift, DriftKind, DriftReporter, ResponseCheck } from "./check/drift.ts";

/**
 * Compares every successful response with the contract. `createClient({ token, check: responseCheck, onDrift })` reports
 * each kind of drift once; `check: { ...responseCheck, mode: "throw" }` fails the call instead.
 */
export const responseCheck: ResponseCheck = { find: findDrifts, createReporter: createDriftReporter };

function findDrifts(operation: string, result: unknown, secrets: readonly string[] = []): Drift[] {
  const found: Findings = { drifts: new Map(), names: new Map(), secrets };
  const name = Object.hasOwn(results, operation) ? results[operation] : undefined;
  if (name && isFields(result)) checkObject(objects, name, result, "", found);
  else if (name) wrong(found, "", result, "object");
  return Array.from(found.drifts.values(), (drift) => ({ operation, ...drift }));
}
