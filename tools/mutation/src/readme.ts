import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Package } from "./packages.ts";
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

/** Puts the scores between the markers. @throws when they are not there. */
export function replaceScores(text: string, { date, seed, tallies }: Run): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines ${begin} and ${end}`);
  const extent = seed === undefined ? "all mutants" : `a sample, seed ${seed}`;
  const rows = Array.from(tallies, ([name, one]) => {
    const { killed, timeout, survived, noCoverage } = one;
    const mutants = killed + timeout + survived + noCoverage;
    return [name, mutants, killed, timeout, survived, noCoverage, percent(one)];
  });
  const table = [
    ["", "mutants", "killed", "hung", "survived", "not reached", "score"],
    ["-", ...Array.from({ length: 6 }, () => "-:")],
    ...rows,
  ].map((cells) => `| ${cells.join(" | ")} |`);
  const day = date.toISOString().slice(0, 10);
  return `${text.slice(0, from + begin.length)}\n\n${day}, ${extent}:\n\n${table.join("\n")}\n\n${text.slice(to)}`;
}
