// Extends Stryker's coverage to processes that a test starts, and to modules that are loaded late.
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeEach } from "vitest";

/** How often each mutant was executed, by its id. */
type Hits = Record<string, number>;

interface Stryker {
  readonly activeMutant?: string;
  readonly currentTestId?: string;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> };
}

const stryker = (globalThis as { __stryker__?: Stryker }).__stryker__ ?? {};
const folder = mkdtempSync(join(tmpdir(), "mutation-"));

// Code that runs when a module is loaded affects all tests, not only the one that loads it first.
for (const file of globSync("src/**/*.ts", { exclude: ["src/cli.ts"] })) await import(resolve(file));

beforeEach(() => {
  // A child process runs the sandbox's code too. It gets the active mutant through the environment; in the first run,
  // which only measures coverage, it writes its coverage to the folder.
  process.env["NODE_OPTIONS"] = `--import=${new URL("child-process.mjs", import.meta.url).href}`;
  if (stryker.activeMutant !== undefined) process.env["__STRYKER_ACTIVE_MUTANT__"] = stryker.activeMutant;
  else if (stryker.currentTestId !== undefined) {
    process.env["MUTATION_TEST"] = stryker.currentTestId;
    process.env["MUTATION_FOLDER"] = folder;
  }
});

afterAll(() => {
  for (const name of readdirSync(folder)) {
    const { test, hits } = JSON.parse(readFileSync(join(folder, name), "utf8")) as {
      test: string;
      hits: Hits;
    };
    const coverage = (stryker.mutantCoverage ??= { static: {}, perTest: {} });
    const all = (coverage.perTest[test] ??= {});
    for (const [mutant, count] of Object.entries(hits)) all[mutant] = (all[mutant] ?? 0) + count;
  }
  rmSync(folder, { recursive: true });
});
