import { expect, test } from "vitest";
import { serverAssertions } from "../src/assertions/names.ts";
import { probe } from "../src/probe/probe.ts";
import { findingLine } from "../src/report/summary.ts";
import { rowsOf } from "./mutants/rows.ts";
import { mockMutants } from "./mutants/mocks.ts";
import { mockBehind } from "./mutants/proxy.ts";
import { maxResponseMs, serverMutants } from "./mutants/servers.ts";

test("the mock behind a proxy without a mutation has no finding", async () => {
  const { findings, gaps } = await probe({ start: mockBehind(() => ({})), maxResponseMs });
  expect([findings.map(findingLine), gaps]).toEqual([[], []]);
});

test.for(rowsOf(serverMutants))("$assertion: $defect", async ({ assertion: only, mutant }) => {
  const { findings } = await probe({
    start: mockBehind(mutant),
    maxResponseMs,
    only,
    stopAtFinding: true,
  });
  expect(findings).toHaveLength(1);
  expect(findingLine(findings[0]!)).toMatch(/^✗ [\w.]+ {2}\w+ {2}.+ {2}⟶ {2}(curl|printf) .+127\.0\.0\.1/);
});

test("every server assertion has a mutant", () => {
  const covered = Object.keys({ ...serverMutants, ...mockMutants });
  expect(serverAssertions.filter((name) => !covered.includes(name))).toEqual([]);
});
