import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ContractError } from "@feishu-openapi/codegen/contract-error.ts";
import type { Output } from "@feishu-openapi/codegen/command.ts";
import { UsageError } from "./base.ts";
import { home } from "./home.ts";
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

/** Runs the command; resolves to its exit code, and never rejects. `signal` ends `--watch`. */
export async function runCommand(args: string[], output: Output, signal: AbortSignal): Promise<number> {
  try {
    return await run(args, output, signal);
  } catch (error) {
    const [exitCode, reason] = error instanceof UsageError ? [2, error.message] : [1, describe(error)];
    // Read by hand, since the arguments may be what is wrong.
    if (args.includes("--json")) output.stdout(`${JSON.stringify({ error: reason }, null, 2)}\n`);
    return fail(output, exitCode, reason);
  }
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
  try {
    const flags = parseArgs({
      args,
      options: {
        since: { type: "string" },
        check: { type: "boolean", default: false },
        "no-tests": { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        root: { type: "string", default: home },
        help: { type: "boolean", default: false },
      },
    }).values;
    if (flags.watch && (flags.check || flags.json || flags.since !== undefined))
      throw new UsageError("--watch only generates; leave out --check, --json and --since");
    return flags;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const [reason] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`${reason}; see pnpm regen --help`, { cause: error });
  }
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

/** One line for anything thrown: a contract's fault, a file that cannot be read or written, or a fault of ours. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  if (error instanceof ContractError || "syscall" in error) return error.message;
  const [place] = error.stack?.match(/^\s+at .*$/m) ?? [""];
  return `internal error: ${error.message} ${place.trim()}`.replaceAll(/\s*\n\s*/g, " ");
}
