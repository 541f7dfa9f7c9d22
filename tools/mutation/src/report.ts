/** What of Stryker's JSON report is read. */
export interface StrykerReport {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly StrykerResult[] }>
  >;
}

interface StrykerResult {
  readonly status: string;
  readonly statusReason?: string;
  readonly replacement?: string;
  /** Lines and columns count from 1. */
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

/** How many mutants came to which end. */
export interface Tally {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
  /** Broke the run itself, outside of a test; no part of the score. */
  readonly error: number;
}

const ENDS: Readonly<Record<string, keyof Tally>> = {
  Killed: "killed",
  Timeout: "timeout",
  Survived: "survived",
  NoCoverage: "noCoverage",
  RuntimeError: "error",
};

/** Counts the mutants of each file that were run, or that no test reaches; files without any are left out. */
export function tally({ files }: StrykerReport): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const [name, { mutants }] of Object.entries(files)) {
    for (const { status } of mutants) {
      const end = ENDS[status];
      if (!end) continue;
      const before = tallies.get(name) ?? { killed: 0, timeout: 0, survived: 0, noCoverage: 0, error: 0 };
      tallies.set(name, { ...before, [end]: before[end] + 1 });
    }
  }
  return tallies;
}

/** Adds up tallies. */
export function total(tallies: Iterable<Tally>): Tally {
  const sum = { killed: 0, timeout: 0, survived: 0, noCoverage: 0, error: 0 };
  for (const one of tallies) for (const end of Object.values(ENDS)) sum[end] += one[end];
  return sum;
}

/** The percentage of mutants that the tests noticed, a hang included; NaN of none. */
export function score({ killed, timeout, survived, noCoverage }: Tally): number {
  return (100 * (killed + timeout)) / (killed + timeout + survived + noCoverage);
}

/** A line for each mutant that no test noticed: `FILE:LINE:COLUMN  original → mutant`, the file below `folder`. */
export function unnoticed({ files }: StrykerReport, folder: string): string[] {
  return Object.entries(files).flatMap(([name, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === "Survived" || status === "NoCoverage")
      .map(({ location: { start, end }, replacement = "", status }) => {
        const lines = source.split("\n").slice(start.line - 1, end.line);
        lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1);
        lines[0] = lines[0]!.slice(start.column - 1);
        const reached = status === "NoCoverage" ? "  (no test reaches it)" : "";
        return `${folder}/${name}:${start.line}:${start.column}  ${short(lines.join("\n"))} → ${short(replacement)}${reached}`;
      }),
  );
}

function short(code: string): string {
  const line = code.replaceAll(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 60)} … ${line.slice(-17)}` : line;
}
