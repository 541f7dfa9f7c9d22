import type { Fault } from "./record.ts";
import type { Report } from "./run.ts";

/** A run as a JUnit document: a suite for each operation, a test for each case, each of its faults a failure. */
export function junitOf({
  exchanges,
  calls,
  faults,
  ms,
}: Pick<Report, "exchanges" | "calls" | "faults" | "ms">): string {
  const byCase = Map.groupBy(faults, ({ operation, case: name }) => `${operation} ${name}`);
  const tests = [
    ...exchanges.map(({ case: { name, operation }, answer }) => ({
      operation: operation.id,
      name,
      ms: answer.ms,
    })),
    ...calls.map((call) => ({ ...call, ms: 0 })),
  ];
  const suites = Map.groupBy(tests, ({ operation }) => operation);
  const lines = [...suites].flatMap(([operation, own]) => {
    const failed = own.filter(({ name }) => byCase.has(`${operation} ${name}`));
    return [
      `  <testsuite name="${escape(operation)}" tests="${own.length}" failures="${failed.length}">`,
      ...own.flatMap(({ name, ms: took }) => {
        const start = `    <testcase classname="${escape(operation)}" name="${escape(name)}" time="${seconds(took)}"`;
        const found = byCase.get(`${operation} ${name}`) ?? [];
        return found.length === 0
          ? [`${start}/>`]
          : [`${start}>`, ...found.map(failureOf), "    </testcase>"];
      }),
      "  </testsuite>",
    ];
  });
  const head = `<testsuites name="probe" tests="${tests.length}" failures="${byCase.size}" time="${seconds(ms)}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...lines, "</testsuites>", ""].join("\n");
}

function failureOf({ check, text, repeat }: Fault): string {
  return `      <failure type="${check}" message="${escape(`${check}: ${text}`)}">${escape(repeat)}</failure>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function escape(text: string): string {
  const named = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  // XML has no way to write the others.
  return named.replaceAll(/[^\n\r\t\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
