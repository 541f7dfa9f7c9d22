// Sums up the JUnit reports and prints `N passed, N failed` on its last line. Exit code 1 when a test failed or there is
// no report. `--with-failure` counts at least one failure: that of a step without a report.
import { globSync, readFileSync } from "node:fs";

/** Sums an attribute over the outermost elements of JUnit reports. */
function sum(reports: readonly string[], element: string, attribute: string): number {
  const pattern = new RegExp(`<${element} [^>]*?\\b${attribute}="(\\d+)"`, "g");
  return reports
    .flatMap((report) => Array.from(report.matchAll(pattern), (match) => Number(match[1])))
    .reduce((left, right) => left + right, 0);
}

const reports = globSync("{spec,examples,packages/*,tools/*}/reports/*.xml").map((file) =>
  readFileSync(file, "utf8"),
);
const failedTests = sum(reports, "testsuites", "failures") + sum(reports, "testsuites", "errors");
const failed = process.argv.includes("--with-failure") ? Math.max(1, failedTests) : failedTests;
const skipped = sum(reports, "testsuite", "skipped");
const passed = sum(reports, "testsuites", "tests") - failedTests - skipped;

if (reports.length === 0) process.stderr.write("count-tests: no report found; run: npx -y pnpm@12 test\n");
process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
