import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { UsageError } from "@feishu-openapi/cli/errors.ts";
import { changedSince, findBase, type Base } from "../src/base.ts";
import { change, commit, createRepository, git } from "./support/repository.ts";

let root = "";
let first = "";
const clones = mkdtempSync(join(tmpdir(), "regen-clones-"));
beforeAll(() => {
  root = createRepository();
  first = git(root, "rev-parse", "HEAD").trim();
  git(root, "switch", "-qc", "work");
  for (const [from, to] of [
    ["maximum: 100,", "maximum: 200,"],
    ["maximum: 200,", "maximum: 300,"],
  ] as const) {
    change(root, "spec/openapi.yaml", from, to);
    commit(root);
  }
});
afterAll(() => {
  for (const folder of [root, clones]) rmSync(folder, { recursive: true });
});

const pageSize = ({ contract }: Base): unknown =>
  contract.resolve(["paths", "/im/v1/chats", "get", "parameters", "3", "schema", "maximum"]).value;

test("uses the merge base with main when there is no remote, and reads its contract and changesets", () => {
  const base = findBase(root, undefined);

  expect(base.commit).toBe(first);
  expect(pageSize(base)).toBe(100);
  expect(base.changesets.has("by-hand.md")).toBe(true);
});

test("a generated file has changed when more than its comments differ", () => {
  const path = "packages/client/src/generated/client.ts";
  const text = git(root, "show", `${first}:${path}`);
  const changed = (from: RegExp, to: string): string[] =>
    changedSince(first, [{ path, text: text.replace(from, to) }], root);

  expect(changed(/^/, "// Another header.\n")).toEqual([]);
  expect(changed(/@maximum 100/, "@maximum 200")).toEqual([]);
  expect(changed(/^ *\/\*\* [^\n]+\*\/\n/m, "")).toEqual([]);
  expect(changed(/"ByActiveTimeDesc"/, '"ByHotDesc"')).toEqual([path]);
  expect(
    changedSince(first, [{ path: "packages/client/src/generated/new.ts", text: "export {};\n" }], root),
  ).toHaveLength(1);
});

test("prefers the merge base with origin/main to that with main", () => {
  const clone = join(clones, "full");
  git(root, "clone", "-q", root, clone);
  git(clone, "branch", "-q", "-f", "main", "HEAD");
  git(clone, "update-ref", "refs/remotes/origin/main", first);

  expect(findBase(clone, undefined).commit).toBe(first);
});

test("accepts a commit in any notation of git", () => {
  expect(pageSize(findBase(root, "HEAD~1"))).toBe(200);
});

test("explains how to deepen a shallow clone, and accepts a commit that the clone has", () => {
  const shallow = join(clones, "shallow");
  git(
    root,
    "clone",
    "-q",
    "--depth=1",
    "--branch=work",
    "--no-single-branch",
    pathToFileURL(root).href,
    shallow,
  );

  expect(() => findBase(shallow, undefined)).toThrow(
    "no commit in common with origin/main; this clone is shallow: run git fetch --unshallow, or name a commit that it has: --since REF",
  );
  expect(() => findBase(shallow, first.replace(/^./, "g"))).toThrow(
    "this clone is shallow: run git fetch --unshallow",
  );
  expect(findBase(shallow, "origin/main").commit).toBe(first);
});

test.each([
  {
    name: "is not YAML",
    edit: ["openapi: 3.1.0", "openapi: [3.1.0"],
    message:
      /^spec\/openapi\.yaml at \w{12}:\d+: not valid YAML: [^;]+; compare with another commit: --since REF$/,
  },
  {
    name: "has a dangling reference",
    edit: ['"#/components/schemas/ChatPage"', '"#/components/schemas/ChatPages"'],
    message:
      /^spec\/openapi\.yaml at \w{12}:\d+ #\/\S+: \$ref "\S+" names nothing; compare with another commit: --since REF$/,
  },
] as const)("rejects a base whose contract $name", ({ edit, message }) => {
  const clone = join(clones, edit[0].replaceAll(/\W/g, ""));
  git(root, "clone", "-q", root, clone);
  change(clone, "spec/openapi.yaml", edit[0], edit[1]);
  commit(clone);

  expect(() => findBase(clone, "HEAD")).toThrow(UsageError);
  expect(() => findBase(clone, "HEAD")).toThrow(message);
});

test("fails without a main branch, without a contract and outside a git repository", () => {
  const other = join(clones, "other");
  git(root, "clone", "-q", root, other);
  git(other, "remote", "remove", "origin");
  expect(() => findBase(other, undefined)).toThrow("neither origin/main nor main; name a commit");

  git(other, "rm", "-q", "spec/openapi.yaml");
  commit(other);
  expect(() => findBase(other, "HEAD")).toThrow(/^commit \w{12} has no spec\/openapi\.yaml; /);
  expect(() => findBase(clones, undefined)).toThrow("not a git repository");
});

test.each([
  { path: "client/src/generated/client.ts", from: "* The app's id,", to: "* The id,", changed: false },
  { path: "client/src/generated/client.ts", from: "app_id: string", to: "app_id?: string", changed: true },
  { path: "client/api.md", from: "contract sha256 ", to: "contract sha256 f", changed: false },
  { path: "mock/src/generated/contract.ts", from: "The app's id,", to: "The id,", changed: false },
  { path: "mock/src/generated/contract.ts", from: 'Sha256 = "', to: 'Sha256 = "f', changed: false },
  { path: "mock/src/generated/contract.ts", from: '"maximum": 100', to: '"maximum": 200', changed: true },
])("a generated file $path with $to counts as changed: $changed", ({ path, from, to, changed }) => {
  const file = `packages/${path}`;
  const before = readFileSync(join(root, file), "utf8");
  const text = before.replace(from, to);
  expect(text).not.toBe(before);

  expect(changedSince("HEAD", [{ path: file, text }], root)).toEqual(changed ? [file] : []);
});

test("fails in a subfolder of another repository, which it names", () => {
  const outer = join(clones, "outer");
  git(root, "clone", "-q", root, outer);
  const inner = join(outer, "vendored");
  cpSync(join(outer, "spec"), join(inner, "spec"), { recursive: true });

  for (const since of [undefined, "HEAD"])
    expect(() => findBase(inner, since)).toThrow(
      `${inner} is a folder of the git repository ${outer}, and not the root of one; run it in a clone`,
    );
});

test("fails with the GIT_DIR of another repository, and accepts its own", () => {
  const own = join(clones, "own");
  git(root, "clone", "-q", root, own);
  try {
    for (const folder of [own, tmpdir()]) {
      vi.stubEnv("GIT_DIR", join(root, ".git"));
      expect(() => findBase(folder, undefined)).toThrow(
        `GIT_DIR is ${join(root, ".git")}, which is not the repository of ${folder}; unset GIT_DIR`,
      );
    }
    vi.stubEnv("GIT_DIR", join(own, ".git"));
    expect(findBase(own, "HEAD").commit).toHaveLength(40);
  } finally {
    vi.unstubAllEnvs();
  }
});
