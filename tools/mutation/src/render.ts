import { score, tally, total, unnoticed, type StrykerReport, type Tally } from "./report.ts";

/** A score as it is shown, such as `91.3 %`; a dash where nothing counts. */
export const percent = (one: Tally): string =>
  Number.isNaN(score(one)) ? "–" : `${score(one).toFixed(1)} %`;

/** The score of each file of a folder, the worst first, then of the whole, and then what no test noticed. */
export function renderReport(report: StrykerReport, folder: string): string {
  const files = [...tally(report)].toSorted(([, one], [, other]) => rank(one) - rank(other));
  const rows: [string, Tally][] = [...files, ["all of it", total(files.map(([, one]) => one))]];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, one]) =>
    [
      name.padEnd(width),
      percent(one).padStart(7),
      `${one.killed} killed`,
      ...(["timeout", "survived", "noCoverage", "error"] as const).flatMap((end) =>
        one[end] > 0 ? [`${one[end]} ${WORDS[end]}`] : [],
      ),
    ].join("  "),
  );
  return [...lines, "", ...unnoticed(report, folder)].join("\n");
}

/** A file of which nothing counts is none of the bad ones. */
const rank = (one: Tally): number => (Number.isNaN(score(one)) ? 100 : score(one));

const WORDS = {
  timeout: "hung",
  survived: "survived",
  noCoverage: "that no test reaches",
  error: "broke the run",
} as const;
