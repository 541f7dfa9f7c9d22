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
import { renderJson, renderReport, type Outcome } from "./report.ts";

/** The surroundings of the command. */
export interface Surroundings extends Output {
  readonly stdin: () => Promise<Uint8Array>;
  /** What relative paths are relative to. */
  readonly directory: string;
  /** Of the terminal; `undefined` where there is none, and no line is broken. */
  readonly width: number | undefined;
}

/** Runs `pnpm compare`. Returns its exit code; never rejects. */
export function compareCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  return runCommand("compare", surroundings, async () => {
    const options = readArguments(args);
    if (options.help) {
      surroundings.stdout(HELP);
      return 0;
    }
    const contract = loadContract(
      options.spec ? resolve(surroundings.directory, options.spec) : `${repository}/spec/openapi.yaml`,
    );
    return run(options, { contract, ...readModel(contract, []) }, surroundings);
  });
}

interface Ours {
  readonly contract: Contract;
  readonly operations: readonly Operation[];
}

async function run(options: CliOptions, ours: Ours, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, width } = surroundings;
  const outcomes: Outcome[] = [];
  for (const named of options.pages) {
    const file = named === "-" ? "stdin" : named;
    try {
      const text =
        named === "-"
          ? textOf(await surroundings.stdin(), file)
          : readPageFile(resolve(surroundings.directory, named), file);
      if (options.draft) {
        stdout(renderDraft(readPage(text, refuserOf(file)), ours, options.operation, refuserOf(file)));
        return 0;
      }
      outcomes.push(holdAgainst(ours, text, file, options.operation));
    } catch (error) {
      // The other pages are read all the same.
      if (!(error instanceof PageError)) throw error;
      stderr(`compare: ${error.message}\n`);
      outcomes.push({ file, error: error.message });
    }
  }
  stdout(options.json ? renderJson(outcomes) : renderReport(outcomes, width));
  if (outcomes.some((outcome) => "error" in outcome)) return 2;
  return outcomes.every((outcome) => "differences" in outcome && outcome.differences.length === 0) ? 0 : 3;
}

function holdAgainst(ours: Ours, text: string, file: string, id: string | undefined): Outcome {
  const refuse = refuserOf(file);
  const page = readPage(text, refuse);
  const operation = findOperation(page, ours.operations, id, refuse);
  return { file, operation, ...compare(page, readFacts(ours.contract, operation), refuse) };
}
