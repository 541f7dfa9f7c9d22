import { expect, test } from "vitest";
import { expectedDescription } from "../src/assertions/wording.ts";
import { statelessCases } from "../src/cases/stateless.ts";
import { probeParameters } from "../src/client/probe-parameters.ts";
import { operations } from "../src/contract/read.ts";
import { probe } from "../src/probe/probe.ts";
import { createResults } from "../src/report/results.ts";
import type { Report } from "../src/report/report.ts";
import { findingLine, summaryOf } from "../src/report/summary.ts";
import { ownClient } from "../src/under-test/client.ts";

// Generous, since the machine may be busy; a mutant proves the assertion on the response time.
const maxResponseMs = 15_000;
const report = await probe({ maxResponseMs });

test("mock and client satisfy every assertion, and the cases cover the contract", () => {
  expect(report.findings.map(findingLine)).toEqual([]);
  expect(report.gaps).toEqual([]);
  expect(report.exchanges.length).toBeGreaterThanOrEqual(600);
  expect(report.calls.length).toBeGreaterThanOrEqual(1500);
  for (const { isCovered, reason } of report.coverage) expect(isCovered || reason !== undefined).toBe(true);
});

test("field violations are worded as in the contract's examples", () => {
  const examples = operations.flatMap(({ failures, parameters }) =>
    failures.flatMap(({ body }) => {
      const { error } = body as { error?: { field_violations?: { [name: string]: string }[] } };
      return (error?.field_violations ?? []).flatMap(({ field, value = "", description }) => {
        const parameter = parameters.find(({ name }) => name === field);
        return parameter ? [[expectedDescription(parameter, [value]), description]] : [];
      });
    }),
  );
  expect(examples.length).toBeGreaterThan(0);
  for (const [ours, documented] of examples) expect(ours).toBe(documented);
});

test("the same seed sends the same requests", async () => {
  const requestsOf = ({ exchanges }: Report): string[] =>
    exchanges.map(({ case: { name, request } }) => `${name} ${JSON.stringify(request)}`);
  expect(requestsOf(await probe({ client: false, maxResponseMs }))).toEqual(requestsOf(report));
});

test("another seed sends other random requests", () => {
  const randomCases = (seed: number): string[] =>
    operations
      .flatMap((operation) => statelessCases(operation, "t-1", seed))
      .filter(({ name }) => name.startsWith("random "))
      .map(({ request }) => JSON.stringify(request));
  expect(randomCases(1).length).toBeGreaterThan(100);
  expect(randomCases(2)).not.toEqual(randomCases(1));
});

test("the same seed makes the same calls, another seed other ones", async () => {
  const callsOf = async (seed: number): Promise<string[]> => {
    const results = createResults({
      baseUrl: "",
      secret: undefined,
      seed,
      maxResponseMs,
      only: undefined,
    });
    await probeParameters({ createClient: ownClient, seed, results });
    return results.calls.map(({ name }) => name);
  };
  const [sameSeed, otherSeed] = [await callsOf(1), await callsOf(2)];
  const calls = report.calls.map(({ name }) => name);
  expect(sameSeed).toEqual(calls.slice(0, sameSeed.length));
  expect(otherSeed).not.toEqual(sameSeed);
});

test("the summary has the numbers of the run, and no secret", () => {
  const summary = summaryOf(report);
  expect(summary).toMatch(/\d{3,} /);
  expect(summary).not.toMatch(/\bt-[0-9a-f]{20,}|app_secret":"[^[]/);
});

test("the summary of one assertion has no coverage and no guesses", () => {
  const summary = summaryOf({ ...report, isOwn: false, only: "log_id" });
  expect(summary).toContain("only log_id");
  expect(summary).not.toMatch(/coverage|not run through|assertions +\d|guesses/);
});
