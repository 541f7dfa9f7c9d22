import { helpText, readArguments, UsageError } from "./arguments.ts";
import type { Package } from "./packages.ts";
import { writeReadme } from "./readme.ts";
import { renderReport } from "./render.ts";
import { score, tally, total, type Tally } from "./report.ts";
import { runStryker } from "./stryker.ts";

/** In percent; a package below it fails the run. */
const ENOUGH = 80;

try {
  const { help, packages, write, ...extent } = readArguments(process.argv.slice(2));
  if (help) process.stdout.write(helpText);
  else {
    const tallies = new Map<Package, Tally>();
    for (const name of packages) {
      const report = await runStryker(name, extent);
      const sum = total(tally(report).values());
      if (Number.isNaN(score(sum))) throw new Error(`nothing to break in the ${name}; correct --files`);
      const of =
        extent.sample === undefined ? "all mutants" : `${extent.sample} mutants, seed ${extent.seed}`;
      process.stdout.write(`\n## ${name} (${of})\n\n${renderReport(report, `packages/${name}`)}\n`);
      tallies.set(name, sum);
    }
    const seed = extent.sample === undefined ? undefined : extent.seed;
    if (write) await writeReadme({ date: new Date(), seed, tallies });
    const low = [...tallies].filter(([, one]) => score(one) < ENOUGH).map(([name]) => name);
    if (low.length > 0) throw new Error(`below ${ENOUGH} %: ${low.join(", ")}`);
  }
} catch (error) {
  process.stderr.write(`mutation: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
