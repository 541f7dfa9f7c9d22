import { resolve } from "node:path";
import { parseArguments, repository, runCommand, type Output } from "@feishu-openapi/cli/command.ts";
import { UsageError } from "@feishu-openapi/cli/errors.ts";
import { regenerate, type Outcome } from "./regenerate.ts";
import { summary } from "./summary.ts";
import { watch } from "./watch.ts";

const HELP = `Usage: pnpm regen [options]

Makes everything follow a change of the contract: lints it, generates, judges what the change means for a
caller, writes one changeset that says so, and builds and tests what depends on it.

Options:
  --since REF    judge against this commit (default: the merge base with origin/main, or with main)
  --check        write nothing; fail when a run would write something
  --no-tests     do not build and test
  --watch        generate on each save of the contract, until Ctrl-C
  --json         print the outcome as JSON; { "error": ... } where there is none
  --root DIR     the repository (default: this one)
  --help         print this

Exit codes: 0 done, 1 the contract is refused, something is stale or a test fails, 2 usage.
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
  const outcome = await regenerate({
    root,
    since: flags.since,
    check: flags.check,
    tests: !flags["no-tests"],
  });
  output.stdout(flags.json ? `${JSON.stringify(outcome, null, 2)}\n` : summary(outcome, flags.check));
  return exit(outcome, flags, output);
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

function exit(outcome: Outcome, { check, json }: { check: boolean; json: boolean }, output: Output): number {
  const told = json ? "" : outcome.output;
  if (outcome.lint === "failed")
    return fail(output, 1, "the lint refuses the contract, so nothing is written", first(told));
  if (outcome.tests === "failed") return fail(output, 1, "tests fail; the changeset is written", told);
  if (!check || outcome.differences.length === 0) return 0;
  const listed = outcome.differences.map(({ path, state }) => `${path} (${state})`).join(", ");
  return fail(output, 1, `not what the contract gives: ${listed}; run: npx -y pnpm@12 regen`);
}

/** One fault often makes many problems: the first, and where to see the others. */
function first(problems: string): string {
  const [problem = "", ...others] = problems.trimEnd().split("\n");
  return others.length === 0 ? problems : `${problem}\nand ${others.length} more; all: ${LINT}\n`;
}

function fail({ stderr }: Output, exitCode: number, reason: string, before = ""): number {
  stderr(`${before}regen: ${reason}\n`);
  return exitCode;
}
