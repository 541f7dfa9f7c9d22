import { resolve } from "node:path";
import { parseArguments, repository, runCommand, type Output } from "@feishu-openapi/cli/command.ts";
import { UserError } from "@feishu-openapi/cli/errors.ts";
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
  const say = (line: string): unknown => flags.quiet || output.stdout(`${line}\n`);
  if (flags.check && differences.length) {
    const listed = differences.map(({ path, state }) => `${path} (${state})`).join(", ");
    const remedy = "run: npx -y pnpm@12 regen, or generate for the generated files alone";
    throw new UserError(`not what the contract gives: ${listed}; ${remedy}`);
  }
  if (!flags.check) writeFiles(files, differences, root);
  for (const { path, state } of differences) say(`${state === "left over" ? "removed" : "wrote"} ${path}`);
  if (!differences.length) say(`${files.length} generated files are up to date`);
  return 0;
}
