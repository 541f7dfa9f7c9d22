import { figure, ratio, type Measure } from "./measure.ts";
import { TITLES } from "./peer.ts";
import { table } from "./table.ts";

const digits: Readonly<Record<Measure["unit"], number>> = {
  ms: 0,
  µs: 0,
  MB: 0,
  kB: 1,
  s: 2,
  count: 0,
  ratio: 2,
};

/** A scenario's table: a row for each subject, with the median and in brackets the ratio to the base's. */
export function renderMeasures(measures: readonly Measure[]): string {
  const subjects = new Set(measures.flatMap(({ samples }) => Array.from(samples.keys())));
  const head = ["", ...measures.map(({ title, unit }) => `${title}${unitOf(unit)}`)];
  const rows = Array.from(subjects, (subject) => [
    measures[0]?.titles?.[subject] ?? titleOf(subject),
    ...measures.map((measure) => cell(measure, subject)),
  ]);
  return table(head, rows);
}

/** What tables call a subject: a client, or a way to use it. */
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
  const text = value.toLocaleString("en", {
    minimumFractionDigits: digits[measure.unit],
    maximumFractionDigits: digits[measure.unit],
  });
  return times === undefined ? text : `${text} (${times.toFixed(2)})`;
}
