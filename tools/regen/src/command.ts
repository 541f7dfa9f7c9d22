import { resolve } from "node:path";
import { parseArguments, repository, runCommand, type Output } from "@feishu-openapi/cli/command.ts";
import { UsageError } from "@feishu-openapi/cli/errors.ts";
import { regenerate, type RegenResult } from "./regenerate.ts";
import { LOG } from "./steps.ts";
import { summary } from "./summary.ts";
import { watch } from "./watch.ts";

const HELP = `Usage: pnpm regen [options]

Lints the contract, generates the files that depend on it, finds out what its change means for callers, writes
that into one changeset, and builds and tests what depends on it.

Options:
  --since REF    compare with this commit (default: the last release on this branch, or the merge base with
                 origin/main, or with main)
  --check        write nothing; fail when a file would change
  --no-tests     do not build and test
  --watch        generate on each save of the contract, until Ctrl-C
  --json         print the result as JSON, or { "error": ... }
  --root DIR     the repository (default: this one)
  --help         print this

Exit codes: 0 done, 1 the contract is invalid, a file is stale or a test fails, 2 usage.
`;

const LINT = "npx -y pnpm@12 --filter @feishu-openapi/spec run lint";

/** Runs `pnpm regen`. Returns its exit code; never rejects. `signal` ends `--watch`. */
export function regenCommand(args: string[], output: Output, signal: AbortSignal): Promise<number> {
  return runCommand(
    "regen",
    output,
    () => run(args, output, signal),
    (error) => {
      // Parsed by hand, since the arguments may be wrong.
      if (args.includes("--json")) output.stdout(`${JSON.stringify({ error }, null, 2)}\n`);
    },
  );
}

async function run(args: string[], output: Output, signal: AbortSignal): Promise<number> {
  const flags = readFlags(args);
  if (flags.help) {
    output.stdout(HELP);
    return 0;
  }
  const root = resolve(flags.root);
  if (flags.watch) {
    await watch(root, output, signal);
    return 0;
  }
  const result = await regenerate({
    root,
    since: flags.since,
    check: flags.check,
    tests: !flags["no-tests"],
  });
  output.stdout(flags.json ? `${JSON.stringify(result, null, 2)}\n` : summary(result, flags.check));
  return exitCodeOf(result, flags, output);
}

function readFlags(args: string[]) {
  const { values: flags } = parseArguments("pnpm regen", {
    args,
    options: {
      since: { type: "string" },
      check: { type: "boolean", default: false },
      "no-tests": { type: "boolean", default: false },
      watch: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      root: { type: "string", default: repository },
      help: { type: "boolean", default: false },
    },
  });
  if (flags.watch && (flags.check || flags.json || flags.since !== undefined))
    throw new UsageError("--watch only generates; leave out --check, --json and --since");
  return flags;
}

function exitCodeOf(
  result: RegenResult,
  { check, json }: { check: boolean; json: boolean },
  output: Output,
): number {
  const report = json ? "" : result.output;
  if (result.lint === "failed")
    return fail(output, "the lint rejects the contract, so nothing is written", firstOf(report));
  if (result.tests === "failed")
    return fail(
      output,
      `tests fail; correct the contract or the code and run it again; the files are written, whole log: ${LOG}`,
      report,
    );
  if (!check || result.differences.length === 0) return 0;
  const listed = result.differences.map(({ path, state }) => `${path} (${state})`).join(", ");
  return fail(output, `out of date: ${listed}; run: npx -y pnpm@12 regen`);
}

/** Shortens the lint's report to its first line, since one mistake often causes many problems. */
function firstOf(problems: string): string {
  const [problem = "", ...others] = problems.trimEnd().split("\n");
  return others.length === 0 ? problems : `${problem}\nand ${others.length} more; to see all: ${LINT}\n`;
}

function fail({ stderr }: Output, reason: string, before = ""): number {
  stderr(`${before}regen: ${reason}\n`);
  return 1;
}
