import { figure, ratio, type Measure } from "./harness/figures.ts";
import { TITLES } from "./harness/peers.ts";

const DIGITS: Readonly<Record<Measure["unit"], number>> = {
  ms: 0,
  µs: 0,
  MB: 0,
  kB: 1,
  s: 2,
  count: 0,
  ratio: 2,
};

/** A scenario's table: one row for each subject, with the median and, in brackets, the ratio to the base. */
export function renderMeasures(measures: readonly Measure[]): string {
  const subjects = new Set(measures.flatMap(({ samples }) => Array.from(samples.keys())));
  const head = ["", ...measures.map(({ title, unit }) => `${title}${unitOf(unit)}`)];
  const rows = Array.from(subjects, (subject) => [
    measures[0]?.titles?.[subject] ?? titleOf(subject),
    ...measures.map((measure) => cell(measure, subject)),
  ]);
  return table(head, rows);
}

/** The title of a client, or of one way to use it. */
function titleOf(subject: string): string {
  const [peer = "", way] = subject.split(" ");
  const title = TITLES[peer as keyof typeof TITLES] ?? "nothing";
  return way ? `${title}, ${way === "items" ? "chat by chat" : "every export"}` : title;
}

function unitOf(unit: Measure["unit"]): string {
  return unit === "count" || unit === "ratio" ? "" : `, ${unit}`;
}

function cell(measure: Measure, subject: string): string {
  const value = figure(measure, subject);
  if (value === undefined) return "";
  const times = measure.base === undefined ? undefined : ratio(measure, subject, measure.base);
  const digits = DIGITS[measure.unit];
  const text = value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return times === undefined ? text : `${text} (${times.toFixed(2)})`;
}

/** A Markdown table with aligned columns; all but the first are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => (column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!))).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
