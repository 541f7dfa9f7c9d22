import { join } from "node:path";
import { compareFiles, writeFiles, type Difference } from "@feishu-openapi/codegen/files.ts";
import { generate } from "@feishu-openapi/codegen/generate.ts";
import { loadContract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { changedSince, CONTRACT, findBase, WHEN_MISSING } from "./base.ts";
import { planChangeset, type Change } from "./changeset.ts";
import { lint, testReached, type Ended } from "./steps.ts";
import { compareContracts } from "./compare/compare-contracts.ts";
import type { Bumps } from "./verdict/bump.ts";
import type { Verdict } from "./verdict/verdict.ts";

/** What is asked for. */
export interface Request {
  readonly root: string;
  /** Default: the merge base with origin/main, or main. */
  readonly since: string | undefined;
  /** Write nothing. */
  readonly check: boolean;
  /** Whether what the change reaches is built and tested. */
  readonly tests: boolean;
}

/** What came of it: what `--json` prints. */
export interface Outcome {
  readonly base: string;
  readonly contract: Change;
  readonly verdicts: readonly Verdict[];
  /** As the packages' versions make them. */
  readonly bumps: Bumps;
  readonly changeset: string | undefined;
  /** What was written or removed; with `check`, what would be. */
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
  readonly lint: "passed" | "failed" | "not needed";
  readonly tests: "passed" | "failed" | "not asked for" | "not needed";
  /** What the step that failed printed. */
  readonly output: string;
}

/**
 * Lints, generates, judges and tests. Generated files and changeset are written together or not at all, and not before
 * the contract has passed the lint.
 *
 * @throws {ContractError} for a contract that cannot be generated from.
 * @throws {UsageError} when there is nothing to judge against.
 */
export async function regenerate({ root, since, check, tests }: Request): Promise<Outcome> {
  const base = findBase(root, since);
  const file = join(root, CONTRACT);
  const [before, after] = [base.contract, loadContract(file, WHEN_MISSING)];
  const contract: Change = { before: before.sha256, after: after.sha256 };
  const changed = contract.before !== contract.after;
  // A contract that has not changed has passed.
  const linting = changed ? lint(root, file) : undefined;
  const files = await generate(file, root);
  const verdicts = compareContracts(before, after);
  const plan = planChangeset(root, contract, base.changesets, verdicts);
  const differences = [...compareFiles(files, root), ...plan.differences];
  const linted = await linting;
  const outcome: Outcome = {
    base: base.commit,
    contract,
    verdicts,
    bumps: plan.bumps,
    changeset: plan.path,
    differences,
    notes: plan.notes,
    lint: verdictOf(linted),
    tests: tests && !check ? "not needed" : "not asked for",
    output: "",
  };
  if (linted && !linted.passed) return { ...outcome, differences: [], output: linted.output };
  if (check) return outcome;
  writeFiles([...files, ...plan.files], differences, root);
  if (!tests || (!changed && differences.length === 0)) return outcome;
  const tested = await testReached(root, changedSince(base.commit, files, root));
  return {
    ...outcome,
    tests: tested.passed ? "passed" : "failed",
    output: tested.passed ? "" : tested.output,
  };
}

function verdictOf(ended: Ended | undefined): Outcome["lint"] {
  if (!ended) return "not needed";
  return ended.passed ? "passed" : "failed";
}
