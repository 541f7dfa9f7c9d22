import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addChangesets,
  change,
  changeset,
  commit,
  createRepository,
  git,
  regen,
  tree,
} from "./support/repository.ts";

const SPEC = "spec/openapi.yaml";
const [SMALL, MEDIUM, LARGE] = [
  "maximum: 100, default",
  "maximum: 150, default",
  "maximum: 300, default",
] as const;

let root = "";
beforeEach(() => {
  root = createRepository();
  addChangesets(root);
  commit(root);
  git(root, "switch", "-qc", "work");
});
afterEach(() => rmSync(root, { recursive: true }));

const ours = (): string[] =>
  readdirSync(join(root, ".changeset")).filter((name) => name.startsWith("contract-"));
const text = (name = ""): string => readFileSync(join(root, ".changeset", name), "utf8");

/** Widens the page size and runs `changeset version` on the changeset of that change. */
async function release({ committed }: { committed: boolean }): Promise<void> {
  change(root, SPEC, SMALL, MEDIUM);
  await regen(root, "--no-tests");
  if (committed) commit(root);
  changeset(root, "version");
  if (committed) commit(root);
}

async function expectNothingToDo(): Promise<void> {
  const before = tree(root);
  expect(await regen(root, "--check")).toMatchObject({ status: 0, stderr: "" });
  expect((await regen(root, "--no-tests")).stdout).toContain("no changes for callers");
  expect(tree(root)).toEqual(before);
}

test.each([{ committed: true }, { committed: false }])(
  "does not write a changeset again that was released: %j",
  async (how) => {
    await release(how);
    expect(ours()).toEqual([]);
    expect(existsSync(join(root, "packages/client/CHANGELOG.md"))).toBe(true);

    await expectNothingToDo();
  },
);

test.each([{ committed: true }, { committed: false }])(
  "does not write a changeset again that a prerelease has used: %j",
  async (how) => {
    changeset(root, "pre", "enter", "next");
    await release(how);
    expect(ours()).toEqual([]);
    expect(readdirSync(join(root, ".changeset/pre"))).toHaveLength(2);

    await expectNothingToDo();
  },
);

test("writes a new changeset for a change after a prerelease, with that change only", async () => {
  changeset(root, "pre", "enter", "next");
  await release({ committed: false });

  change(root, SPEC, "ByActiveTimeDesc]", "ByActiveTimeDesc, ByHotDesc]");
  await regen(root, "--no-tests");

  const [name] = ours();
  expect(text(name)).toContain("`sort_type` may now be `ByHotDesc`");
  expect(text(name)).not.toContain("page_size");

  changeset(root, "version");
  await expectNothingToDo();
  changeset(root, "pre", "exit");
  changeset(root, "version");
  await expectNothingToDo();
});

test("compares with the last release of the branch, so that an undone release is a change", async () => {
  await release({ committed: true });
  change(root, SPEC, MEDIUM, SMALL);

  const { stdout } = await regen(root, "--no-tests");

  expect(stdout).toContain("`page_size` must be at most 100, not 150");
  expect(ours()).toHaveLength(1);
});

test("a version that was set by hand is no release", async () => {
  change(root, SPEC, SMALL, LARGE);
  await regen(root, "--no-tests");
  change(root, "packages/client/package.json", '"version": "0.', '"version": "0.9');
  commit(root);

  expect((await regen(root, "--check")).stdout).toContain("`page_size` may now be 300");
  expect(ours()).toHaveLength(1);
});
