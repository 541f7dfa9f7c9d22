import { expect, test } from "vitest";
import type { AssertionName } from "../src/assertions/names.ts";
import { probeClient } from "../src/probe/probe.ts";
import { createResults, type Results } from "../src/report/results.ts";
import { findingLine } from "../src/report/summary.ts";
import { StoppedError } from "../src/wire/pacing.ts";
import { clientMutants } from "./mutants/clients.ts";
import { mutatedClient, type Change } from "./mutants/mutate-source.ts";
import { rowsOf } from "./mutants/rows.ts";

async function probeMutant(change: Change, only: AssertionName | undefined): Promise<Results> {
  using copy = await mutatedClient(change);
  const settings = { baseUrl: "", secret: undefined, seed: 1, maxResponseMs: Infinity };
  const results = createResults({ ...settings, only, stopAtFinding: only !== undefined });
  await probeClient(copy.createClient, settings.seed, results).catch((error: unknown) => {
    if (!(error instanceof StoppedError)) throw error;
  });
  return results;
}

test("an unchanged copy of the client has no finding", async () => {
  const find = "export function createClient";
  const { findings } = await probeMutant([find, find], undefined);
  expect(findings.map(findingLine)).toEqual([]);
});

test.for(rowsOf(clientMutants))("$assertion: $defect", async ({ assertion, mutant }) => {
  const { findings } = await probeMutant(mutant, assertion);
  expect(findings).toHaveLength(1);
  expect(findingLine(findings[0]!)).toMatch(/^✗ [\w.]+ {2}\w+ {2}.+ {2}⟶ {2}pnpm .+ --only \w+ --seed 1$/s);
});

test.each([
  ["nowhere", "no such place in the client"],
  ["more than once", "error"],
])("throws for a place that occurs %s", async (_count, find) => {
  await expect(mutatedClient([find, ""])).rejects.toThrow(/^".+" occurs \d+ times in the client/);
});
