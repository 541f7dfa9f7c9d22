import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ContractError } from "./contract-error.ts";
import { compareFiles, writeFiles } from "./files.ts";
import { generate } from "./generate.ts";

const HELP = `Usage: pnpm generate [options]

Writes everything that follows from the contract: the client's types, operations and errors,
its api.md, the type test, and the mock's copy of the contract.

Options:
  --check        write nothing; fail when a generated file is not what the contract gives
  --spec FILE    the contract (default: spec/openapi.yaml)
  --root DIR     the repository to write into (default: this one)
  --quiet        print nothing when all is well
  --help         print this

Exit codes: 0 done, 1 the contract cannot be generated from or a file is stale, 2 usage.
`;

const home = fileURLToPath(new URL("../../..", import.meta.url));

/** Where the command's lines go. */
export interface Output {
  stdout: (text: string) => unknown;
  stderr: (text: string) => unknown;
}

/** Runs the command; resolves to its exit code, and never rejects. */
export async function runCommand(args: string[], output: Output): Promise<number> {
  try {
    return await run(args, output);
  } catch (error) {
    return fail(output, 1, describe(error));
  }
}

async function run(args: string[], output: Output): Promise<number> {
  let flags;
  try {
    flags = parseArgs({
      args,
      options: {
        check: { type: "boolean", default: false },
        spec: { type: "string" },
        root: { type: "string", default: home },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s/);
    return fail(output, 2, `${reason}; see pnpm generate --help`);
  }
  if (flags.help) {
    output.stdout(HELP);
    return 0;
  }
  const root = resolve(flags.root);
  const files = await generate(resolve(flags.spec ?? `${root}/spec/openapi.yaml`), root);
  const differences = compareFiles(files, root);
  const say = (line: string): unknown => flags.quiet || output.stdout(`${line}\n`);
  if (flags.check && differences.length) {
    const listed = differences.map(({ path, state }) => `${path} (${state})`).join(", ");
    const remedy = "run: npx -y pnpm@12 regen, or generate for the generated files alone";
    return fail(output, 1, `not what the contract gives: ${listed}; ${remedy}`);
  }
  if (!flags.check) writeFiles(files, differences, root);
  for (const { path, state } of differences) say(`${state === "left over" ? "removed" : "wrote"} ${path}`);
  if (!differences.length) say(`${files.length} generated files are up to date`);
  return 0;
}

function fail({ stderr }: Output, exitCode: number, reason: string): number {
  stderr(`generate: ${reason}\n`);
  return exitCode;
}

/** One line for anything thrown: a contract's fault, a file that cannot be read or written, or a fault of ours. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  if (error instanceof ContractError || "syscall" in error) return error.message;
  const [place] = error.stack?.match(/^\s+at .*$/m) ?? [""];
  return `internal error: ${error.message} ${place.trim()}`.replaceAll(/\s*\n\s*/g, " ");
}
