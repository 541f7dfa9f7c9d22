import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PACKAGES, type Package } from "./packages.ts";
import { percent } from "./render.ts";
import type { Tally } from "./report.ts";

const begin = "<!-- mutation:begin, written by `pnpm mutation --write` -->";
const end = "<!-- mutation:end -->";
const readme = fileURLToPath(new URL("../README.md", import.meta.url));

/** What a run was about. */
export interface Run {
  readonly date: Date;
  /** The seed of a sample, nothing of a whole run. */
  readonly seed: number | undefined;
  readonly tallies: ReadonlyMap<Package, Tally>;
}

/** Puts the scores into this tool's README, and formats it. @throws when its markers are not there. */
export async function writeReadme(run: Run): Promise<void> {
  const text = await readFile(readme, "utf8");
  await writeFile(readme, replaceScores(text, run));
  await promisify(execFile)("oxfmt", [readme], { shell: process.platform === "win32" });
}

/** Puts the scores between the markers; of a package that was not run its row stays. @throws when they are not there. */
export function replaceScores(text: string, { date, seed, tallies }: Run): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines ${begin} and ${end}`);
  const before = text.slice(from, to).split("\n");
  const extent = `${date.toISOString().slice(0, 10)}, ${seed === undefined ? "all" : `a sample, seed ${seed}`}`;
  const rows = PACKAGES.flatMap((name) => {
    const one = tallies.get(name);
    if (!one) return before.filter((line) => line.startsWith(`| ${name} `));
    const { killed, timeout, survived, noCoverage } = one;
    const mutants = killed + timeout + survived + noCoverage;
    return [rowOf([name, extent, mutants, killed, timeout, survived, noCoverage, percent(one)])];
  });
  const table = [
    rowOf(["", "run", "mutants", "killed", "hung", "survived", "not reached", "score"]),
    rowOf(["-", "-", ...Array.from({ length: 6 }, () => "-:")]),
    ...rows,
  ];
  return `${text.slice(0, from + begin.length)}\n\n${table.join("\n")}\n\n${text.slice(to)}`;
}

const rowOf = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
