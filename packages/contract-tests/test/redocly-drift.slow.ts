import { describe, expect, test } from "vitest";
import type { Exchange } from "../src/cases/case.ts";
import { operations } from "../src/contract/read.ts";
import { probe } from "../src/probe/probe.ts";
import { codeOf } from "../src/wire/types.ts";
import { mockBehind } from "./mutants/proxy.ts";
import { maxResponseMs, serverMutants } from "./mutants/servers.ts";
import { runRedoclyDrift, type Problem } from "./support/redocly-drift.ts";

/** Whether a request was accepted, or should have been. */
function isPositive({ case: { expect: expected }, response }: Exchange): boolean {
  // redocly does not decode paths, so an encoded path is unknown to it.
  if (expected.notFound || expected.transport) return false;
  const isAccepted = response.status === 200 && codeOf(response.body) === 0;
  return isAccepted || (expected.accept && expected.allowedErrors.length === 0);
}

function errorsIn(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

function responseProblems(problems: readonly Problem[]): string[] {
  return problems.filter(({ target }) => target === "response").map(({ message }) => message);
}

// A second opinion: another reader of the contract checks the traffic of the probe.
describe("redocly drift on the traffic of the mock", async () => {
  const report = await probe();
  const positive = report.exchanges.filter(isPositive);
  const accepted = await runRedoclyDrift(report, positive);
  const complete = await runRedoclyDrift(report, report.exchanges);

  test("finds no error in accepted requests", () => {
    expect(positive.length).toBeGreaterThan(300);
    expect(errorsIn(accepted.problems)).toEqual([]);
  });

  test("warns only of the parameters and headers that are undocumented on purpose", () => {
    const unexpected = accepted.problems.filter(
      ({ message }) => !/^Undocumented (query|header)/.test(message),
    );
    expect(unexpected).toEqual([]);
  });

  test("finds no problem in any response, failures included", () => {
    expect(responseProblems(complete.problems)).toEqual([]);
  });

  test("covers every operation, parameter and status, and every property of a success", () => {
    const { properties: _, ...totals } = complete.coverage.totals;
    for (const [name, { covered, total }] of Object.entries(totals))
      expect([name, covered]).toEqual([name, total]);
    expect(totals.operations.total).toBe(operations.length);
    const missing = complete.coverage.operations.flatMap((operation) => operation.missing);
    // redocly counts the fields of a failure once per status; our coverage counts them once and gives reasons.
    const unexpected = missing.filter(({ path = "" }) => !/^(data|log_id|error(\..*)?)$/.test(path));
    expect(unexpected).toEqual([]);
  });
});

// redocly reads schemas, not headers, content types or codes: one mutant of a response, one of a request.
test.for([
  ["response_schema", "a field has another type"],
  ["rejected_as_documented", "enum values are case-insensitive"],
] as const)("redocly drift also finds %s: %s", async ([assertion, defect]) => {
  const mutant = serverMutants[assertion]?.[defect];
  const report = await probe({ start: mockBehind(mutant!), maxResponseMs });
  const { problems } = await runRedoclyDrift(report, report.exchanges.filter(isPositive));
  expect([...errorsIn(problems), ...responseProblems(problems)]).not.toEqual([]);
});
