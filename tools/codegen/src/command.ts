import { resolve } from "node:path";
import { parseArguments, repository, runCommand, type Output } from "@feishu-openapi/cli/command.ts";
import { UserError } from "@feishu-openapi/cli/errors.ts";
import { compareFiles, writeFiles } from "./files.ts";
import { generate } from "./generate.ts";

const HELP = `Usage: pnpm generate [options]

Generates the client's types, operations, errors and response checks, its api.md and its type test,
and the mock's copy of the contract.

Options:
  --check        write nothing; fail when a generated file is out of date
  --spec FILE    the contract (default: spec/openapi.yaml)
  --root DIR     the repository to write into (default: this one)
  --quiet        print nothing on success
  --help         print this

Exit codes: 0 done, 1 the contract is invalid or a file is out of date, 2 usage.
`;

/** Runs `pnpm generate`. Returns its exit code; never rejects. */
export function generateCommand(args: string[], output: Output): Promise<number> {
  return runCommand("generate", output, () => run(args, output));
}

async function run(args: string[], output: Output): Promise<number> {
  const { values: flags } = parseArguments("pnpm generate", {
    args,
    options: {
      check: { type: "boolean", default: false },
      spec: { type: "string" },
      root: { type: "string", default: repository },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (flags.help) {
    output.stdout(HELP);
    return 0;
  }
  const root = resolve(flags.root);
  const files = await generate(resolve(flags.spec ?? `${root}/spec/openapi.yaml`), root);
  const differences = compareFiles(files, root);
  const print = (line: string): unknown => flags.quiet || output.stdout(`${line}\n`);
  if (flags.check && differences.length) {
    const listed = differences.map(({ path, state }) => `${path} (${state})`).join(", ");
    const remedy = "run: npx -y pnpm@12 regen, or generate for the generated files only";
    throw new UserError(`out of date: ${listed}; ${remedy}`);
  }
  if (!flags.check) writeFiles(files, differences, root);
  for (const { path, state } of differences) print(`${state === "left over" ? "removed" : "wrote"} ${path}`);
  if (!differences.length) print(`${files.length} generated files are up to date`);
  return 0;
}
