import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, scratch, type Package } from "./packages.ts";
import type { StrykerReport } from "./report.ts";

// Not in a package.json: an install of the repository would be larger by a hundred megabytes that hardly anyone needs.
const FETCHED = [
  "@stryker-mutator/core@10.1.1",
  "@stryker-mutator/vitest-runner@10.1.1",
  // The runner looks for one beside it, and then runs the package's own.
  "vitest@catalog:",
];

/** Which mutants are run, and how many at once. */
export interface Extent {
  readonly sample: number | undefined;
  readonly seed: number;
  /** Globs in the package's `src`; empty for all of it. */
  readonly files: readonly string[];
  readonly concurrency: number;
}

/** Runs Stryker over a package, whose output goes to stderr. @throws when it fails, or no test passes unbroken code */
export async function runStryker(name: Package, extent: Extent): Promise<StrykerReport> {
  const report = join(scratch, `${name}.json`);
  const config = join(scratch, `${name}.config.json`);
  await mkdir(scratch, { recursive: true });
  await writeFile(config, JSON.stringify(configOf(extent, report), null, 2));

  const args = [
    "--config.node-linker=hoisted",
    ...FETCHED.map((dependency) => `--package=${dependency}`),
    "dlx",
    "stryker",
    "run",
    config,
  ];
  const child = spawn("pnpm", args, {
    cwd: join(root, "packages", name),
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`Stryker failed for the ${name}; its output above says why`);
  return JSON.parse(await readFile(report, "utf8")) as StrykerReport;
}

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

function configOf({ sample, seed, files, concurrency }: Extent, report: string): object {
  return {
    packageManager: "pnpm",
    plugins: ["@stryker-mutator/vitest-runner", beside("sample-checker.ts")],
    warnings: { unknownOptions: false },
    ...(sample !== undefined && { checkers: ["sample"], sample: { size: sample, seed } }),
    mutate: [
      ...(files.length > 0 ? files.map((file) => `src/${file}`) : ["src/**/*.ts"]),
      "!src/**/generated/**",
    ],
    ignorePatterns: ["/dist", "/reports"],
    // As deep as the packages are, so that `../..` is the repository in the copy, too.
    tempDirName: "../../.mutation",
    cleanTempDir: "always",
    // Nothing is compiled; the types stay as they are.
    disableTypeChecks: false,
    tsconfigFile: "none",
    testRunner: "vitest",
    coverageAnalysis: "perTest",
    // Some tests start the program by its path, without importing it.
    vitest: { configFile: beside("vitest.mutants.ts"), related: false, pool: "forks" },
    concurrency,
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
  };
}
