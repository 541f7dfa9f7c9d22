import { expect, test } from "vitest";
import { probe } from "../src/probe/probe.ts";
import { findingLine } from "../src/report/summary.ts";
import { mockMutants } from "./mutants/mocks.ts";
import { mutatedMock } from "./mutants/mutate-source.ts";
import { rowsOf } from "./mutants/rows.ts";

const maxResponseMs = 15_000;

test("an unchanged copy of the mock has no finding", async () => {
  const find = "export function createHandler";
  using copy = await mutatedMock([find, find]);
  const { findings, gaps } = await probe({ start: copy.start, maxResponseMs });
  expect([findings.map(findingLine), gaps]).toEqual([[], []]);
});

test.for(rowsOf(mockMutants))("$assertion: $defect", async ({ assertion: only, mutant }) => {
  using copy = await mutatedMock(mutant);
  const { findings } = await probe({ start: copy.start, maxResponseMs, only, stopAtFinding: true });
  expect(findings).toHaveLength(1);
});
