import { expect, test } from "vitest";
import { faultLine } from "../src/probe/report.ts";
import { probe } from "../src/probe/run.ts";
import { faultyMocks } from "./support/faulty-mocks.ts";
import { changedMock } from "./support/variant.ts";

const ceilingMs = 15_000;

test("a mock that is copied and changed in nothing has no fault", async () => {
  const find = "export function createHandler";
  using healthy = await changedMock({ file: "request/handle.ts", find, replace: find });
  const { faults, gaps } = await probe({ start: healthy.start, ceilingMs });
  expect([faults.map(faultLine), gaps]).toEqual([[], []]);
});

test.for(faultyMocks)("$fault: $check says so", async ({ check, ...change }) => {
  using faulty = await changedMock(change);
  const { faults } = await probe({ start: faulty.start, ceilingMs });
  expect([...new Set(faults.map((fault) => fault.check))]).toContain(check);
});
