import { execFileSync } from "node:child_process";
import { UsageError } from "@feishu-openapi/cli/errors.ts";
import { ContractError } from "@feishu-openapi/codegen/contract/contract-error.ts";
import type { GeneratedFile } from "@feishu-openapi/codegen/generate.ts";
import { parseContract, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { refuseDanglingReferences } from "@feishu-openapi/codegen/read/references.ts";

/** The contract's place, from the repository's root. */
export const CONTRACT = "spec/openapi.yaml";

/** What to do where it is missing. */
export const WHEN_MISSING = `put it back: git checkout HEAD -- ${CONTRACT}`;

/** What a change is judged against. */
export interface Base {
  /** The whole hash. */
  readonly commit: string;
  /** As it was there. */
  readonly contract: Contract;
  /** Changesets that were there already, and so belong to other changes. By file name. */
  readonly changesets: ReadonlySet<string>;
}

/**
 * The commit that `since` names; by default the merge base with origin/main, or with main where there is no remote.
 *
 * @throws {UsageError} when git does not know it, in a shallow clone, say; or when its contract is broken.
 */
export function findBase(root: string, since: string | undefined): Base {
  const commit = since === undefined ? mergeBase(root) : named(root, since);
  const text = git(root, "show", `${commit}:${CONTRACT}`);
  if (text === undefined)
    throw new UsageError(`commit ${commit.slice(0, 12)} has no ${CONTRACT}; name another with --since REF`);
  const listed = git(root, "ls-tree", "-z", "--name-only", `${commit}:.changeset`) ?? "";
  return { commit, contract: readContract(text, commit), changesets: new Set(listed.split("\0")) };
}

function readContract(text: string, commit: string): Contract {
  try {
    const contract = parseContract(text, `${CONTRACT} at ${commit.slice(0, 12)}`);
    refuseDanglingReferences(contract);
    return contract;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    // Nobody can correct what is committed.
    const told = error.message.replace(/; [^;]*$/, "");
    throw new UsageError(`${told}; judge against another commit with --since REF`, { cause: error });
  }
}

/**
 * Where the generated files are of which a commit has another version: in more than the first lines, that is, which name
 * the contract and change with each of its letters.
 */
export function changedSince(commit: string, files: readonly GeneratedFile[], root: string): string[] {
  return files
    .filter(({ path, text }) => body(git(root, "show", `${commit}:${path}`) ?? "") !== body(text))
    .map(({ path }) => path);
}

function body(text: string): string {
  return text.replace(/^(?:\/\/.*\n)+/, "");
}

function named(root: string, since: string): string {
  const commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${since}^{commit}`);
  if (commit) return commit.trim();
  throw new UsageError(
    `--since ${since}: no such commit here${isShallow(root) ? `; ${DEEPEN}` : "; correct it"}`,
  );
}

const DEEPEN =
  "this clone is shallow: run git fetch --unshallow, or name a commit that it has with --since REF";

function mergeBase(root: string): string {
  if (git(root, "rev-parse", "--git-dir") === undefined)
    throw new UsageError(
      "this is no git repository, so there is nothing to judge against; run it in a clone",
    );
  const branches = ["origin/main", "main"].filter((name) =>
    git(root, "rev-parse", "--verify", "--quiet", name),
  );
  if (branches.length === 0)
    throw new UsageError(
      "there is neither origin/main nor main; name the commit to judge against with --since REF",
    );
  for (const branch of branches) {
    const commit = git(root, "merge-base", "HEAD", branch);
    if (commit) return commit.trim();
  }
  throw new UsageError(
    `nothing in common with ${branches.join(" or ")}; ${isShallow(root) ? DEEPEN : "name a commit with --since REF"}`,
  );
}

function isShallow(root: string): boolean {
  return git(root, "rev-parse", "--is-shallow-repository")?.trim() === "true";
}

/** What git prints; `undefined` when it fails. */
function git(root: string, ...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new UsageError("git cannot be started; install it", { cause: error });
    return undefined;
  }
}
