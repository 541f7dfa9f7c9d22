import { resolve } from "node:path";
import { repository, runCommand, type Output } from "@feishu-openapi/cli/command.ts";
import { loadContract, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { Operation } from "@feishu-openapi/codegen/model/model.ts";
import { readModel } from "@feishu-openapi/codegen/read/read-model.ts";
import { HELP, readArguments, type CliOptions } from "./arguments.ts";
import { compare } from "./compare/compare.ts";
import { readFacts } from "./contract/contract-facts.ts";
import { renderDraft } from "./draft/draft.ts";
import { findOperation } from "./contract/find-operation.ts";
import { PageError, refuserOf } from "./page/page-error.ts";
import { readPageFile, textOf } from "./page-file.ts";
import { readPage } from "./read/read-page.ts";
import { renderJson, renderReport, type PageResult } from "./report.ts";

/** The environment of the command. */
export interface Environment extends Output {
  readonly stdin: () => Promise<Uint8Array>;
  /** The base of relative paths. */
  readonly directory: string;
  /** Columns of the terminal; `undefined` without a terminal, when lines are not wrapped. */
  readonly width: number | undefined;
}

/** Runs `pnpm compare`. Returns its exit code; never rejects. */
export function compareCommand(args: readonly string[], environment: Environment): Promise<number> {
  return runCommand("compare", environment, async () => {
    const options = readArguments(args);
    if (options.help) {
      environment.stdout(HELP);
      return 0;
    }
    const contract = loadContract(
      options.spec ? resolve(environment.directory, options.spec) : `${repository}/spec/openapi.yaml`,
    );
    return run(options, { contract, ...readModel(contract, []) }, environment);
  });
}

interface OurContract {
  readonly contract: Contract;
  readonly operations: readonly Operation[];
}

async function run(options: CliOptions, ours: OurContract, environment: Environment): Promise<number> {
  const { stdout, stderr, width } = environment;
  const results: PageResult[] = [];
  for (const named of options.pages) {
    const file = named === "-" ? "stdin" : named;
    try {
      const text =
        named === "-"
          ? textOf(await environment.stdin(), file)
          : readPageFile(resolve(environment.directory, named), file);
      if (options.draft) {
        stdout(renderDraft(readPage(text, refuserOf(file)), ours, options.operation, refuserOf(file)));
        return 0;
      }
      results.push(comparePage(ours, text, file, options.operation));
    } catch (error) {
      // One unreadable page does not stop the others.
      if (!(error instanceof PageError)) throw error;
      stderr(`compare: ${error.message}\n`);
      results.push({ file, error: error.message });
    }
  }
  stdout(options.json ? renderJson(results) : renderReport(results, width));
  if (results.some((result) => "error" in result)) return 2;
  return results.every((result) => "differences" in result && result.differences.length === 0) ? 0 : 3;
}

function comparePage(ours: OurContract, text: string, file: string, id: string | undefined): PageResult {
  const refuse = refuserOf(file);
  const page = readPage(text, refuse);
  const operation = findOperation(page, ours.operations, id, refuse);
  return { file, operation, ...compare(page, readFacts(ours.contract, operation), refuse) };
}
