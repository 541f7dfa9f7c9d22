import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ContractError } from "@feishu-openapi/codegen/contract-error.ts";
import { loadContract, type Contract } from "@feishu-openapi/codegen/load-contract.ts";
import type { Operation } from "@feishu-openapi/codegen/model.ts";
import { readModel } from "@feishu-openapi/codegen/read/model.ts";
import { HELP, readArguments, UsageError, type Wishes } from "./arguments.ts";
import { compare } from "./compare/compare.ts";
import { readFacts } from "./contract-facts.ts";
import { renderDraft } from "./draft/draft.ts";
import { findOperation } from "./find-operation.ts";
import { PageError, refuserOf } from "./page-error.ts";
import { readPageFile, textOf } from "./page-file.ts";
import { readPage } from "./page/read-page.ts";
import { renderJson, renderReport, type Outcome } from "./report.ts";

/** Where the command's lines go, and where it was called. */
export interface Surroundings {
  readonly stdout: (text: string) => unknown;
  readonly stderr: (text: string) => unknown;
  readonly stdin: () => Promise<Uint8Array>;
  /** What relative paths are relative to. */
  readonly directory: string;
  /** Of the terminal; `undefined` where there is none, and no line is broken. */
  readonly width: number | undefined;
}

const home = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs the command and returns its exit code; never throws. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, directory } = surroundings;
  try {
    const wishes = readArguments(args);
    if (wishes.help) {
      stdout(HELP);
      return 0;
    }
    const contract = loadContract(wishes.spec ? resolve(directory, wishes.spec) : `${home}spec/openapi.yaml`);
    return await run(wishes, { contract, ...readModel(contract, []) }, surroundings);
  } catch (error) {
    stderr(`compare: ${describe(error)}\n`);
    return error instanceof UsageError || error instanceof PageError ? 2 : 1;
  }
}

interface Ours {
  readonly contract: Contract;
  readonly operations: readonly Operation[];
}

async function run(wishes: Wishes, ours: Ours, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, width } = surroundings;
  const outcomes: Outcome[] = [];
  for (const named of wishes.pages) {
    const file = named === "-" ? "stdin" : named;
    try {
      const text =
        named === "-"
          ? textOf(await surroundings.stdin(), file)
          : readPageFile(resolve(surroundings.directory, named), file);
      if (wishes.draft) {
        stdout(renderDraft(readPage(text, refuserOf(file)), ours, wishes.operation, refuserOf(file)));
        return 0;
      }
      outcomes.push(holdAgainst(ours, text, file, wishes.operation));
    } catch (error) {
      // The other pages are read all the same.
      if (!(error instanceof PageError)) throw error;
      stderr(`compare: ${error.message}\n`);
      outcomes.push({ file, error: error.message });
    }
  }
  stdout(wishes.json ? renderJson(outcomes) : renderReport(outcomes, width));
  if (outcomes.some((outcome) => "error" in outcome)) return 2;
  return outcomes.every((outcome) => "differences" in outcome && outcome.differences.length === 0) ? 0 : 3;
}

function holdAgainst(ours: Ours, text: string, file: string, id: string | undefined): Outcome {
  const refuse = refuserOf(file);
  const page = readPage(text, refuse);
  const operation = findOperation(page, ours.operations, id, refuse);
  return { file, operation, ...compare(page, readFacts(ours.contract, operation), refuse) };
}

/** One line for anything thrown: a usage, a page, a contract, or a fault of ours. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  if (error instanceof UsageError || error instanceof PageError || error instanceof ContractError)
    return error.message;
  const [place] = error.stack?.match(/^\s+at .*$/m) ?? [""];
  return `internal error: ${error.message} ${place.trim()}`.replaceAll(/\s*\n\s*/g, " ");
}
