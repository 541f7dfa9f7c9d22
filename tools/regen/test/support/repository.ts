import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { regenCommand } from "../../src/command.ts";
import { repository } from "@feishu-openapi/cli/command.ts";

const COPIED = [
  ".gitignore",
  "spec/openapi.yaml",
  "spec/redocly.yaml",
  "spec/contract.lock.json",
  "packages/client/package.json",
  "packages/client/api.md",
  "packages/client/src/index.ts",
  "packages/client/src/generated",
  "packages/client/test/generated",
  "packages/mock/package.json",
  "packages/mock/src/generated",
];

/** Creates a repository with the files that `pnpm regen` reads and writes, committed on `main`. */
export function createRepository(): string {
  const root = copyFiles();
  git(root, "init", "-qb", "main");
  commit(root);
  return root;
}

/** Copies those files to a temporary folder. */
export function copyFiles(): string {
  const root = mkdtempSync(join(tmpdir(), "regen-"));
  for (const path of COPIED) cpSync(join(repository, path), join(root, path), { recursive: true });
  mkdirSync(join(root, ".changeset"));
  writeFileSync(join(root, ".changeset/by-hand.md"), "---\n---\n\nBy hand.\n");
  return root;
}

/** Commits all changes. */
export function commit(root: string): void {
  git(root, "add", "-A");
  git(
    root,
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@example.com",
    "commit",
    "-qm",
    "Change",
    "--no-gpg-sign",
  );
}

/** Lets `changeset` run in the repository: workspaces, and the changelog generator of this one. */
export function addChangesets(root: string): void {
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "copy", private: true }));
  writeFileSync(join(root, "pnpm-workspace.yaml"), "packages: [packages/*]\n");
  writeFileSync(join(root, "pnpm-lock.yaml"), "");
  const config = readFileSync(join(repository, ".changeset/config.json"), "utf8");
  const changelog = createRequire(join(repository, "package.json")).resolve("@changesets/cli/changelog");
  writeFileSync(join(root, ".changeset/config.json"), config.replace("@changesets/cli/changelog", changelog));
}

/** Runs the real `changeset` command. */
export function changeset(root: string, ...args: string[]): void {
  const command = join(repository, "node_modules/@changesets/cli/bin.js");
  execFileSync(process.execPath, [command, ...args], { cwd: root, stdio: "pipe" });
}

/** Runs git. */
export function git(root: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Replaces a string in a file. Throws when the file does not contain it. */
export function change(root: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), "utf8");
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(join(root, path), text.replace(from, to));
}

/** Runs the command in this process, which has already loaded the compiler. */
export async function regen(
  root: string,
  ...args: string[]
): Promise<{ status: number; stdout: string; stderr: string }> {
  const printed = { stdout: "", stderr: "" };
  const status = await regenCommand(
    ["--root", root, ...args],
    {
      stdout: (text) => (printed.stdout += text),
      stderr: (text) => (printed.stderr += text),
    },
    AbortSignal.timeout(30_000),
  );
  return { status, ...printed };
}

/** The text of every file outside `.git`. */
export function tree(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => !path.startsWith(".git/") && statSync(join(root, path)).isFile())
    .toSorted();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
