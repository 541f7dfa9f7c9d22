import type { Fault } from "./record.ts";
import type { Report } from "./run.ts";

/** A run as a JUnit document: a suite for each operation, a test for each case, each of its faults a failure. */
export function junitOf({ exchanges, faults, ms }: Pick<Report, "exchanges" | "faults" | "ms">): string {
  const byCase = Map.groupBy(faults, ({ operation, case: name }) => `${operation} ${name}`);
  const suites = Map.groupBy(exchanges, ({ case: one }) => one.operation.id);
  const lines = [...suites].flatMap(([operation, own]) => {
    const failed = own.filter(({ case: one }) => byCase.has(`${operation} ${one.name}`));
    return [
      `  <testsuite name="${escape(operation)}" tests="${own.length}" failures="${failed.length}">`,
      ...own.flatMap(({ case: { name }, answer }) => {
        const start = `    <testcase classname="${escape(operation)}" name="${escape(name)}" time="${seconds(answer.ms)}"`;
        const found = byCase.get(`${operation} ${name}`) ?? [];
        return found.length === 0
          ? [`${start}/>`]
          : [`${start}>`, ...found.map(failureOf), "    </testcase>"];
      }),
      "  </testsuite>",
    ];
  });
  const head = `<testsuites name="probe" tests="${exchanges.length}" failures="${byCase.size}" time="${seconds(ms)}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...lines, "</testsuites>", ""].join("\n");
}

function failureOf({ check, text, curl }: Fault): string {
  return `      <failure type="${check}" message="${escape(`${check}: ${text}`)}">${escape(curl)}</failure>`;
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
