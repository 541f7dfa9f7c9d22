import { join } from "node:path";
import { compareFiles, writeFiles, type Difference } from "@feishu-openapi/codegen/files.ts";
import { generate } from "@feishu-openapi/codegen/generate.ts";
import { loadContract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { changedSince, CONTRACT, findBase, WHEN_MISSING } from "./base.ts";
import { planChangeset, type Change } from "./changeset.ts";
import { unreleased } from "./released.ts";
import { lint, testDependents, type StepResult } from "./steps.ts";
import { compareContracts } from "./compare/compare-contracts.ts";
import type { Bumps } from "./verdict/bump.ts";
import type { Verdict } from "./verdict/verdict.ts";

/** Options of a run. */
export interface RegenOptions {
  readonly root: string;
  /** The commit to compare with; default: the last release on the branch, or the merge base with origin/main. */
  readonly since: string | undefined;
  /** Write nothing. */
  readonly check: boolean;
  /** Build and test what depends on the change. */
  readonly tests: boolean;
}

/** The result of a run, as `--json` prints it. */
export interface RegenResult {
  readonly base: string;
  readonly contract: Change;
  readonly verdicts: readonly Verdict[];
  /** For the packages' current versions. */
  readonly bumps: Bumps;
  readonly changeset: string | undefined;
  /** Files that were written or removed, or that would be with `check`. */
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
  readonly lint: "passed" | "failed" | "not needed";
  readonly tests: "passed" | "failed" | "not asked for" | "not needed";
  /** Output of the step that failed. */
  readonly output: string;
}

/**
 * Lints, generates, compares and tests. Writes the generated files and the changeset together or not at all, and only
 * after the contract has passed the lint.
 *
 * @throws {ContractError} for a contract that cannot be generated from.
 * @throws {UsageError} when there is no commit to compare with.
 */
export async function regenerate({ root, since, check, tests }: RegenOptions): Promise<RegenResult> {
  const base = findBase(root, since);
  const file = join(root, CONTRACT);
  const [before, after] = [base.contract, loadContract(file, WHEN_MISSING)];
  const contract: Change = { before: before.sha256, after: after.sha256 };
  const changed = contract.before !== contract.after;
  // An unchanged contract has passed the lint before.
  const linting = changed ? lint(root, file) : undefined;
  const files = await generate(file, root);
  const verdicts = unreleased(root, base.read, compareContracts(before, after));
  const plan = planChangeset(root, contract, base.changesets, verdicts);
  const differences = [...compareFiles(files, root), ...plan.differences];
  const linted = await linting;
  const result: RegenResult = {
    base: base.commit,
    contract,
    verdicts,
    bumps: plan.bumps,
    changeset: plan.path,
    differences,
    notes: plan.notes,
    lint: lintState(linted),
    tests: tests && !check ? "not needed" : "not asked for",
    output: "",
  };
  if (linted && !linted.passed) return { ...result, differences: [], output: linted.output };
  if (check) return result;
  writeFiles([...files, ...plan.files], differences, root);
  if (!tests || (!changed && differences.length === 0)) return result;
  const tested = await testDependents(root, changedSince(base.commit, files, root));
  return {
    ...result,
    tests: tested.passed ? "passed" : "failed",
    output: tested.passed ? "" : tested.output,
  };
}

function lintState(result: StepResult | undefined): RegenResult["lint"] {
  if (!result) return "not needed";
  return result.passed ? "passed" : "failed";
}
