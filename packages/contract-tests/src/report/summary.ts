import { serverAssertions, type AssertionName } from "../assertions/names.ts";
import type { CoverageItem } from "./coverage.ts";
import type { Finding } from "./recording.ts";
import { hasPassed, type Report } from "./report.ts";

/** How many findings of one operation and assertion are listed; the rest is counted. */
const maxListed = 5;

/** The report for people: a line per finding with a command that repeats it, then the coverage and the verdict. */
export function summaryOf(report: Report): string {
  const { findings, gaps, exchanges, calls, seed, only, ms, isOwn, target, stopped } = report;
  const where = isOwn ? "our mock" : target;
  const restriction = only === undefined ? "" : `, only ${only}`;
  const client = isOwn ? `, ${calls.length} client calls` : "";
  const seconds = (ms / 1000).toFixed(1);
  const total = `${exchanges.length} cases against ${where}${client}${restriction}, seed ${seed}, ${seconds} s`;
  return [
    ...findingLines(findings),
    ...(isOwn && findings.some(({ assertion }) => isOnServer(assertion))
      ? [`to repeat one: pnpm mock --chats 123 --seed ${seed}`]
      : []),
    ...gaps.map((gap) => `✗ coverage  ${gap}`),
    ...(only === undefined ? [...coverageLines(report.coverage), ...skippedLines(report)] : []),
    ...(isOwn || only !== undefined ? [] : guessLines(report)),
    ...(stopped === undefined
      ? []
      : [`✗ stopped early: ${stopped}; the findings cover the requests sent until then`]),
    hasPassed(report) ? `✓ ${total}` : `✗ ${findings.length} findings in ${total}`,
  ].join("\n");
}

function isOnServer(assertion: AssertionName): boolean {
  return serverAssertions.some((name) => name === assertion);
}

function findingLines(findings: readonly Finding[]): string[] {
  const groups = Map.groupBy(findings, ({ assertion, operation }) => `${operation}  ${assertion}`);
  return [...groups].flatMap(([name, own]) => [
    ...own.slice(0, maxListed).map(findingLine),
    ...(own.length > maxListed ? [`✗ ${name}  and ${own.length - maxListed} more`] : []),
  ]);
}

/** A finding in one line. */
export function findingLine({ operation, assertion, case: name, message, given, repeat }: Finding): string {
  const state = given === undefined ? "" : ` [given ${given}]`;
  return `✗ ${operation}  ${assertion}  ${shorten(name)}: ${shorten(message)}${state}  ⟶  ${repeat}`;
}

function coverageLines(coverage: readonly CoverageItem[]): string[] {
  const groups = [...Map.groupBy(coverage, ({ group }) => group)];
  const counts = groups.map(([group, items]) => {
    const covered = items.filter(({ isCovered }) => isCovered).length;
    const exempt = items.filter(({ isCovered, reason }) => !isCovered && reason !== undefined).length;
    return `  ${group.padEnd(18)} ${covered}/${items.length}${exempt > 0 ? `, ${exempt} exempt` : ""}`;
  });
  const reasons = Map.groupBy(
    coverage.filter(({ isCovered, reason }) => !isCovered && reason !== undefined),
    ({ reason }) => reason,
  );
  const exempt = [...reasons].map(
    ([reason, items]) => `  not covered, ${reason}: ${items.map(({ name }) => name).join(", ")}`,
  );
  return ["coverage:", ...counts, ...exempt];
}

function skippedLines({ skipped }: Report): string[] {
  return [...skipped].map(([reason, count]) => `  not a client call, ${reason}: ${count}`);
}

function guessLines({ guesses }: Report): string[] {
  const lines = guesses.map(({ guess, confirmed, refuted, example }) => {
    const total = confirmed + refuted;
    const verdict =
      refuted === 0
        ? `confirmed (${confirmed})`
        : confirmed === 0
          ? `REFUTED (${refuted})`
          : `confirmed in part (${confirmed} of ${total})`;
    return `  ${verdict}  ${guess}\n      ${printable(example)}`;
  });
  return ["guesses of spec/evidence.md:", ...lines];
}

function shorten(text: string): string {
  return printable(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

/** Escapes control and format characters, which a terminal would interpret. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  );
}
