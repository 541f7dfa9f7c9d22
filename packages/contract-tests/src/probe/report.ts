import type { Covered } from "./coverage.ts";
import { serverChecks, type CheckName } from "./names.ts";
import type { Fault } from "./record.ts";
import type { Report } from "./run.ts";

/** How many faults of one check and operation are told each by itself. */
const mostAlike = 5;

/** A run for people: what is wrong, a line each with a command that repeats it, then what was covered. */
export function summaryOf(report: Report): string {
  const { faults, gaps, exchanges, calls, seed, only, ms, isOwn, target, stopped } = report;
  const where = isOwn ? "our mock" : target;
  const alone = only === undefined ? "" : `, ${only} alone`;
  const client = isOwn ? `, ${calls.length} calls of the client` : "";
  const total = `${exchanges.length} cases against ${where}${client}${alone}, seed ${seed}, ${(ms / 1000).toFixed(1)} s`;
  return [
    ...faultLines(faults),
    ...(isOwn && faults.some(({ check }) => isOfServer(check))
      ? ["to repeat one: pnpm mock --chats 123 --seed " + String(seed)]
      : []),
    ...gaps.map((gap) => `✗ coverage  ${gap}`),
    ...(only === undefined ? coverageLines(report.coverage) : []),
    ...(only === undefined ? excuseLines(report.excuses) : []),
    ...(isOwn || only !== undefined ? [] : settledLines(report)),
    ...(stopped === undefined ? [] : [`✗ given up: ${stopped}; what was asked until then is judged`]),
    hasPassed(report) ? `✓ ${total}` : `✗ ${faults.length} faults in ${total}`,
  ].join("\n");
}

function isOfServer(check: CheckName): boolean {
  return serverChecks.some((name) => name === check);
}

/** Whether all is as the contract says, and all was asked. */
export function hasPassed({ faults, gaps, stopped }: Report): boolean {
  return faults.length + gaps.length === 0 && stopped === undefined;
}

function faultLines(faults: readonly Fault[]): string[] {
  const alike = Map.groupBy(faults, ({ check, operation }) => `${operation}  ${check}`);
  return [...alike].flatMap(([name, own]) => [
    ...own.slice(0, mostAlike).map(faultLine),
    ...(own.length > mostAlike ? [`✗ ${name}  and ${own.length - mostAlike} more`] : []),
  ]);
}

/** One fault in one line. */
export function faultLine({ operation, check, case: name, text, given, repeat }: Fault): string {
  const state = given === undefined ? "" : ` [given ${given}]`;
  return `✗ ${operation}  ${check}  ${shorten(name)}: ${shorten(text)}${state}  ⟶  ${repeat}`;
}

function coverageLines(coverage: readonly Covered[]): string[] {
  const groups = [...Map.groupBy(coverage, ({ group }) => group)];
  const counts = groups.map(([group, items]) => {
    const seen = items.filter(({ isSeen }) => isSeen).length;
    const excused = items.filter(({ isSeen, reason }) => !isSeen && reason !== undefined).length;
    return `  ${group.padEnd(18)} ${seen}/${items.length}${excused > 0 ? `, ${excused} excused` : ""}`;
  });
  const reasons = Map.groupBy(
    coverage.filter(({ isSeen, reason }) => !isSeen && reason !== undefined),
    ({ reason }) => reason,
  );
  const excuses = [...reasons].map(
    ([reason, items]) => `  not seen, ${reason}: ${items.map(({ name }) => name).join(", ")}`,
  );
  return ["exercised:", ...counts, ...excuses];
}

function excuseLines(excuses: Report["excuses"]): string[] {
  return [...excuses].map(([reason, count]) => `  excused, ${reason}: ${count}`);
}

function settledLines({ settled }: Report): string[] {
  const lines = settled.map(({ guess, as, otherwise, seen }) => {
    const verdict =
      otherwise === 0
        ? `as guessed (${as})`
        : as === 0
          ? `NOT so (${otherwise})`
          : `partly (${as} of ${as + otherwise})`;
    return `  ${verdict}  ${guess}\n      ${printable(seen)}`;
  });
  return ["guesses of spec/evidence.md:", ...lines];
}

function shorten(text: string): string {
  return printable(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

/** What a server says may hold escapes that a terminal would obey. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  );
}
