import type { Fault } from "./record.ts";
import type { Report } from "./run.ts";

interface TestCase {
  readonly suite: string;
  readonly name: string;
  ms: number;
  readonly failures: { readonly type: string; readonly message: string; readonly text: string }[];
}

/**
 * A run as a JUnit document: a suite for each operation, a test for each case and call, each of its faults a failure; and a suite
 * for what else fails a run.
 */
export function junitOf({
  exchanges,
  calls,
  faults,
  gaps,
  stopped,
  ms,
}: Pick<Report, "exchanges" | "calls" | "faults" | "gaps" | "stopped" | "ms">): string {
  const tests = new Map<string, TestCase>();
  const testOf = (suite: string, name: string): TestCase => {
    const key = JSON.stringify([suite, name]);
    const known = tests.get(key) ?? { suite, name, ms: 0, failures: [] };
    tests.set(key, known);
    return known;
  };
  for (const { case: one, answer } of exchanges) testOf(one.operation.id, one.name).ms += answer.ms;
  for (const { operation, name } of calls) testOf(operation, name);
  for (const fault of faults) testOf(fault.operation, fault.case).failures.push(failureOf(fault));
  for (const gap of gaps) testOf("run", gap).failures.push({ type: "coverage", message: gap, text: gap });
  if (stopped !== undefined)
    testOf("run", "ends").failures.push({ type: "given_up", message: stopped, text: stopped });

  const all = [...tests.values()];
  const suites = [...Map.groupBy(all, ({ suite }) => suite)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="probe" ${countsOf(all)} time="${seconds(ms)}">`,
    ...suites.flatMap(([suite, own]) => [
      `  <testsuite name="${escape(suite)}" ${countsOf(own)} errors="0" skipped="0" time="${seconds(sumOf(own))}">`,
      ...own.flatMap(linesOf),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

function linesOf({ suite, name, ms, failures }: TestCase): string[] {
  const start = `    <testcase classname="${escape(suite)}" name="${escape(name)}" time="${seconds(ms)}"`;
  if (failures.length === 0) return [`${start}/>`];
  const inner = failures.map(
    ({ type, message, text }) =>
      `      <failure type="${type}" message="${escape(message)}">${escape(text)}</failure>`,
  );
  return [`${start}>`, ...inner, "    </testcase>"];
}

function failureOf({ check, text, expected, got, seed, given, repeat }: Fault): TestCase["failures"][number] {
  const lines = [
    `expected: ${expected}`,
    `got: ${got}`,
    `seed: ${seed}`,
    ...(given === undefined ? [] : [`given: ${given}`]),
    repeat,
  ];
  return { type: check, message: `${check}: ${text}`, text: lines.join("\n") };
}

function countsOf(tests: readonly TestCase[]): string {
  return `tests="${tests.length}" failures="${tests.filter(({ failures }) => failures.length > 0).length}"`;
}

function sumOf(tests: readonly TestCase[]): number {
  return tests.reduce((sum, { ms }) => sum + ms, 0);
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
