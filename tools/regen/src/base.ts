import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { UsageError } from "@feishu-openapi/cli/errors.ts";
import { ContractError } from "@feishu-openapi/codegen/contract/contract-error.ts";
import type { GeneratedFile } from "@feishu-openapi/codegen/generate.ts";
import { parseContract, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { PACKAGES } from "./verdict/bump.ts";
import { refuseDanglingReferences } from "@feishu-openapi/codegen/read/references.ts";

/** The contract, relative to the repository's root. */
export const CONTRACT = "spec/openapi.yaml";

/** The remedy when the contract is missing. */
export const WHEN_MISSING = `put it back: git checkout HEAD -- ${CONTRACT}`;

/** The state that a change is compared with. */
export interface Base {
  /** The full hash. */
  readonly commit: string;
  readonly contract: Contract;
  /** File names of the changesets at that commit. They belong to earlier changes. */
  readonly changesets: ReadonlySet<string>;
  /** The text of a file at that commit; empty when it has none. */
  readonly read: (path: string) => string;
}

/**
 * Reads the commit `since`; default: the last release after the merge base with origin/main (with main if there is no
 * remote), or else that merge base.
 *
 * @throws {UsageError} when git does not know the commit, as in a shallow clone, or when its contract is broken.
 */
export function findBase(root: string, since: string | undefined): Base {
  refuseOtherRepository(root);
  const commit = since === undefined ? lastRelease(root, mergeBase(root)) : resolveCommit(root, since);
  const text = git(root, "show", `${commit}:${CONTRACT}`);
  if (text === undefined)
    throw new UsageError(`commit ${commit.slice(0, 12)} has no ${CONTRACT}; name another: --since REF`);
  return {
    commit,
    contract: readContract(text, commit),
    changesets: new Set(changesetsAt(root, commit)),
    read: (path) => git(root, "show", `${commit}:${path}`) ?? "",
  };
}

function changesetsAt(root: string, commit: string): string[] {
  return (git(root, "ls-tree", "-z", "--name-only", `${commit}:.changeset`) ?? "").split("\0");
}

function readContract(text: string, commit: string): Contract {
  try {
    const contract = parseContract(text, `${CONTRACT} at ${commit.slice(0, 12)}`);
    refuseDanglingReferences(contract);
    return contract;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    // Without its remedy: a committed contract cannot be corrected.
    const reason = error.message.replace(/; [^;]*$/, "");
    throw new UsageError(`${reason}; compare with another commit: --since REF`, { cause: error });
  }
}

/** Paths of the generated files that differ from a commit in more than comments and descriptions. */
export function changedSince(commit: string, files: readonly GeneratedFile[], root: string): string[] {
  return files
    .filter(
      ({ path, text }) =>
        withoutDescriptions(git(root, "show", `${commit}:${path}`) ?? "") !== withoutDescriptions(text),
    )
    .map(({ path }) => path);
}

/** Removes comments, descriptions and the hash of the contract, on lines of their own. */
function withoutDescriptions(text: string): string {
  return text
    .replaceAll(/^[ \t]*(?:\/\*\*[^]*?\*\/|\/\/.*|<!--[^]*?-->)$\n?/gm, "")
    .replaceAll(/^ *"(?:description|x-description-zh)": ".*",?$/gm, "")
    .replace(/^export const contractSha256 = .*$/m, "");
}

function resolveCommit(root: string, since: string): string {
  const commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${since}^{commit}`);
  if (commit) return commit.trim();
  throw new UsageError(
    `--since ${since}: no such commit here${isShallow(root) ? `; ${DEEPEN}` : "; correct it"}`,
  );
}

const DEEPEN = "this clone is shallow: run git fetch --unshallow, or name a commit that it has: --since REF";

function mergeBase(root: string): string {
  const branches = ["origin/main", "main"].filter((name) =>
    git(root, "rev-parse", "--verify", "--quiet", name),
  );
  if (branches.length === 0)
    throw new UsageError("there is neither origin/main nor main; name a commit to compare with: --since REF");
  for (const branch of branches) {
    const commit = git(root, "merge-base", "HEAD", branch);
    if (commit) return commit.trim();
  }
  throw new UsageError(
    `no commit in common with ${branches.join(" or ")}; ${isShallow(root) ? DEEPEN : "name one: --since REF"}`,
  );
}

/** Refuses a folder that is not the root of its git repository, and a `GIT_DIR` of another one. */
function refuseOtherRepository(root: string): void {
  const own = { ...process.env };
  for (const name of ["GIT_DIR", "GIT_WORK_TREE"]) delete own[name];
  const find = (env: NodeJS.ProcessEnv): string | undefined =>
    run(root, ["rev-parse", "--absolute-git-dir"], env)?.trim();
  const [found, expected] = [find(process.env), find(own)];
  const given = process.env["GIT_DIR"];
  if (given !== undefined && found !== expected)
    throw new UsageError(`GIT_DIR is ${given}, which is not the repository of ${root}; unset GIT_DIR`);
  if (found === undefined)
    throw new UsageError("not a git repository, so there is no commit to compare with; run it in a clone");
  const top = git(root, "rev-parse", "--show-toplevel")?.trim() ?? root;
  if (realpathSync(top) !== realpathSync(root))
    throw new UsageError(
      `${root} is a folder of the git repository ${top}, and not the root of one; run it in a clone`,
    );
}

/** The newest commit after `from` that ran `changeset version`: its contract is released. Else `from`. */
function lastRelease(root: string, from: string): string {
  const manifests = PACKAGES.map((each) => `packages/${each}/package.json`);
  const commits = git(root, "log", "--format=%H", `${from}..HEAD`, "--", ...manifests)?.split("\n") ?? [];
  const isRelease = (commit: string): boolean => {
    const versions = (of: string): string[] =>
      manifests.map(
        (path) => /"version": *"[^"]*"/.exec(git(root, "show", `${of}:${path}`) ?? "")?.[0] ?? "",
      );
    if (versions(commit).join() === versions(`${commit}^`).join()) return false;
    // A version that was set by hand leaves the changesets. A prerelease moves them to a folder.
    return !changesetsAt(root, commit).some((name) => /^contract-.*\.md$/.test(name));
  };
  return commits.find((commit) => commit !== "" && isRelease(commit)) ?? from;
}

function isShallow(root: string): boolean {
  return git(root, "rev-parse", "--is-shallow-repository")?.trim() === "true";
}

/** git's output; `undefined` when git fails. */
function git(root: string, ...args: string[]): string | undefined {
  return run(root, args, process.env);
}

function run(root: string, args: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      env,
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new UsageError("git cannot be started; install it", { cause: error });
    return undefined;
  }
}
