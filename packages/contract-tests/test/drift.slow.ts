import { describe, expect, test } from "vitest";
import { operations } from "../src/contract.ts";
import { codeOf, type Exchange } from "../src/probe/case.ts";
import { probe } from "../src/probe/run.ts";
import { ceilingMs, faultyServers } from "./support/faulty-servers.ts";
import { mockWith } from "./support/proxy.ts";
import { judgedByRedocly, type Problem } from "./support/redocly-drift.ts";

/** Whether a request was accepted, or had to be. */
function isPositive({ case: { expect: wanted }, answer }: Exchange): boolean {
  // redocly compares paths by the letter: an encoded one is another path to it.
  if (wanted.notFound || wanted.transport) return false;
  const isAccepted = answer.status === 200 && codeOf(answer.body) === 0;
  return isAccepted || (wanted.accept && wanted.refuse.length === 0);
}

function errorsOf(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

function ofAnswers(problems: readonly Problem[]): string[] {
  return problems.filter(({ target }) => target === "response").map(({ message }) => message);
}

// Another reader of the contract, which knows nothing of this repository, judges the traffic of the probe.
describe("redocly drift on the traffic of the mock", async () => {
  const report = await probe();
  const positive = report.exchanges.filter(isPositive);
  const accepted = await judgedByRedocly(report, positive);
  const whole = await judgedByRedocly(report, report.exchanges);

  test("has no error where a request is accepted", () => {
    expect(positive.length).toBeGreaterThan(300);
    expect(errorsOf(accepted.problems)).toEqual([]);
  });

  test("warns of nothing but the parameters and headers that are unknown on purpose", () => {
    const others = accepted.problems.filter(({ message }) => !/^Undocumented (query|header)/.test(message));
    expect(others).toEqual([]);
  });

  test("has nothing against any answer, refusals among them", () => {
    expect(ofAnswers(whole.problems)).toEqual([]);
  });

  test("saw every operation, parameter and status, and every property that a success has", () => {
    const { properties: _, ...totals } = whole.coverage.totals;
    for (const [name, { covered, total }] of Object.entries(totals))
      expect([name, covered]).toEqual([name, total]);
    expect(totals.operations.total).toBe(operations.length);
    const missing = whole.coverage.operations.flatMap((operation) => operation.missing);
    // redocly counts the details of a failure once for each status; our own coverage holds them once, by their reasons.
    const others = missing.filter(({ path = "" }) => !/^(data|log_id|error(\..*)?)$/.test(path));
    expect(others).toEqual([]);
  });
});

// Of the faults that redocly can see: it looks at schemas, not at headers, content types or codes.
test.for([
  "a field of another type",
  "an enum value that nobody documented",
  "half of the JSON",
  "a failure without a code",
  "an enum is read without regard to case",
])("redocly drift sees it, too, when %s", async (fault) => {
  const mischief = faultyServers.find((server) => server.fault === fault)?.mischief;
  if (!mischief) throw new Error(`no faulty server "${fault}"`);
  const report = await probe({ start: mockWith(mischief), ceilingMs });
  const accepted = await judgedByRedocly(report, report.exchanges.filter(isPositive));
  const whole = await judgedByRedocly(report, report.exchanges);
  expect([...errorsOf(accepted.problems), ...ofAnswers(whole.problems)]).not.toEqual([]);
});
