// A setup file for what Stryker would not see of itself: processes that a test starts, and code that loads late.
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeEach } from "vitest";

/** How often each mutant was passed, by its id. */
type Hits = Record<string, number>;

interface Stryker {
  readonly activeMutant?: string;
  readonly currentTestId?: string;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> };
}

const stryker = (globalThis as { __stryker__?: Stryker }).__stryker__ ?? {};
const folder = mkdtempSync(join(tmpdir(), "mutation-"));

// What runs when a module is loaded concerns all tests, not only the one that happens to load it first.
for (const file of globSync("src/**/*.ts", { exclude: ["src/cli.ts"] })) await import(resolve(file));

beforeEach(() => {
  // The program runs the sandbox's code too: it gets the mutant through the environment, and leaves behind which
  // mutants it has passed in the first run.
  process.env["NODE_OPTIONS"] = `--import=${new URL("child.mjs", import.meta.url).href}`;
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
