import { parseArgs } from "node:util";
import { PACKAGES, type Package } from "./packages.ts";

/** What the command line asks for. */
export interface Wishes {
  readonly help: boolean;
  readonly packages: readonly Package[];
  /** How many mutants of each package; all without it. */
  readonly sample: number | undefined;
  readonly seed: number;
  /** Globs in the package's `src`; empty for all of it. */
  readonly files: readonly string[];
  readonly concurrency: number;
  readonly write: boolean;
}

/** A command line that makes no sense; the message says why. */
export class UsageError extends Error {}

/** @throws {UsageError} */
export function readArguments(argv: readonly string[]): Wishes {
  const { help = false, write = false, ...given } = parse(argv);
  const known = PACKAGES.find((name) => name === given.package);
  if (given.package !== undefined && !known) {
    throw new UsageError(`--package: unknown package "${given.package}"; known are ${PACKAGES.join(", ")}`);
  }
  const files = given.files?.split(",").filter((name) => name !== "") ?? [];
  if (given.files !== undefined && files.length === 0) throw new UsageError("--files: no file");
  if (write && files.length > 0)
    throw new UsageError("--write needs all of a package, so it does not go with --files");
  return {
    help,
    packages: known ? [known] : PACKAGES,
    sample: given.sample === undefined ? undefined : readNumber("--sample", given.sample, 1),
    seed: readNumber("--seed", given.seed ?? "1", 0),
    files,
    concurrency: readNumber("--concurrency", given.concurrency ?? "2", 1),
    write,
  };
}

function readNumber(flag: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`${flag}: "${text}"; give a whole number of at least ${least}`);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        help: { type: "boolean", short: "h" },
        package: { type: "string" },
        sample: { type: "string" },
        seed: { type: "string" },
        files: { type: "string" },
        concurrency: { type: "string" },
        write: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`${reason}; see pnpm mutation --help`, { cause: error });
  }
}

/** What `--help` prints. */
export const helpText = `mutation: breaks the code of the client and of the mock in one place at a time, and says which of it no test notices

Usage: pnpm mutation [--package ${PACKAGES.join("|")}] [--sample N] [--seed N] [--files GLOB,GLOB] [--write]

  --package      this one alone
  --sample       N mutants of each package, evenly over its files; without it all, which takes hours
  --seed         which ones; the same seed draws the same ones from the same code (1)
  --files        only these, such as retry.ts or node/**; relative to the package's src
  --concurrency  how many test runs at once (2)
  --write        put the scores into tools/mutation/README.md; with --package that one's alone
  --help

Fetches Stryker on first use. Exit code 0, 1 when a score is below 80 % or a run failed, 2 for a wrong command line.
`;
