import { expect, test } from "vitest";
import { serverChecks } from "../src/probe/names.ts";
import { faultLine } from "../src/probe/report.ts";
import { probe } from "../src/probe/run.ts";
import { faultyMocks } from "./support/faulty-mocks.ts";
import { ceilingMs, faultyServers } from "./support/faulty-servers.ts";
import { mockWith } from "./support/proxy.ts";

// The tests' own test: what the suite would say if the mock had a fault, one at a time.
test("a healthy mock behind the same proxy has no fault", async () => {
  const { faults, gaps } = await probe({ start: mockWith(() => ({})), ceilingMs });
  expect([faults.map(faultLine), gaps]).toEqual([[], []]);
});

test.for(faultyServers)("$fault: $check says so", async ({ check, mischief }) => {
  const { faults } = await probe({ start: mockWith(mischief), ceilingMs });
  const found = [...new Set(faults.map((fault) => fault.check))];
  expect(found).toContain(check);
  const fault = faults.find((one) => one.check === check)!;
  expect(faultLine(fault)).toMatch(/^✗ [\w.]+ {2}\w+ {2}.+ {2}⟶ {2}(curl|printf) .+127\.0\.0\.1/);
});

test("each check has a server that it must catch", () => {
  const tried = new Set([...faultyServers, ...faultyMocks].map(({ check }) => check));
  expect(serverChecks.filter((name) => !tried.has(name))).toEqual([]);
});
