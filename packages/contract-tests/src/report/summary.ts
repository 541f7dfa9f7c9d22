import { serverAssertions, type AssertionName } from "../assertions/names.ts";
import type { CoverageItem } from "./coverage.ts";
import type { Finding } from "./results.ts";
import { hasPassed, type Report } from "./report.ts";

/** Maximum number of findings that are listed for one operation and assertion; the others are counted. */
const maxListed = 5;

/** The report for people: a line per finding with a command that repeats it, then the coverage and the verdict. */
export function summaryOf(report: Report): string {
  const { findings, gaps, exchanges, calls, seed, only, ms, isOwn, target, stopped } = report;
  const server = isOwn ? "the mock" : target;
  const restriction = only === undefined ? "" : `, only ${only}`;
  const client = isOwn ? `, ${calls.length} calls of the client` : "";
  const seconds = (ms / 1000).toFixed(1);
  const total = `${exchanges.length} requests to ${server}${client}${restriction}, seed ${seed}, ${seconds} s`;
  return [
    ...findingLines(findings),
    ...(isOwn && findings.some(({ assertion }) => isOnServer(assertion))
      ? [`To reproduce a finding, start the mock with: pnpm mock --chats 123 --seed ${seed}`]
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
  return [...groups].flatMap(([name, group]) => [
    ...group.slice(0, maxListed).map(findingLine),
    ...(group.length > maxListed ? [`✗ ${name}  and ${group.length - maxListed} more`] : []),
  ]);
}

/** A finding in one line. */
export function findingLine({ operation, assertion, case: name, message, state, repeat }: Finding): string {
  const suffix = state === undefined ? "" : ` [state: ${state}]`;
  return `✗ ${operation}  ${assertion}  ${shorten(name)}: ${shorten(message)}${suffix}  ⟶  ${repeat}`;
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
    ([reason, items]) => `  exempt: ${items.map(({ name }) => name).join(", ")} (${reason})`,
  );
  return ["coverage:", ...counts, ...exempt];
}

function skippedLines({ skipped }: Report): string[] {
  return [...skipped].map(([reason, count]) => `  ${count} ${count === 1 ? "case" : "cases"} ${reason}`);
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
