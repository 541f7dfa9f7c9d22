import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "@feishu-openapi/codegen/files.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planChangeset, type ChangesetPlan } from "../src/changeset.ts";
import { verdict, type Verdict } from "../src/verdict/verdict.ts";
import { change, createRepository, tree } from "./support/repository.ts";

const OURS = ".changeset/contract-0123abcd.md";
const breaking = verdict("parameter removed", "im.v1.chat.list", "`sort_type` is no longer accepted");
const adding = verdict("parameter added", "im.v1.chat.list", "`keyword` may now be sent");
const telling = verdict("example", "im.v1.chat.list", "`page_size` has another example");

let root = "";
beforeEach(() => (root = createRepository()));
afterEach(() => rmSync(root, { recursive: true }));

function run(verdicts: readonly Verdict[], settled: readonly string[] = []): ChangesetPlan {
  const plan = planChangeset(root, "0123abcd4567", new Set(settled), verdicts);
  writeFiles(plan.files, plan.differences, root);
  return plan;
}
const text = (): string => readFileSync(join(root, OURS), "utf8");

test.each([
  { version: "0.4.0", made: "minor" },
  { version: "1.4.0", made: "major" },
])("a breaking change of version $version is $made", ({ version, made }) => {
  const manifest = join(root, "packages/client/package.json");
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, "utf8")), version }));

  expect(run([breaking, adding]).bumps).toEqual({ client: made, mock: "minor" });
  expect(text()).toContain(`\n"@feishu-openapi/client": ${made}\n"@feishu-openapi/mock": minor\n`);
});

test("it is replaced when the verdicts change, let be when they do not, and goes away with them", () => {
  run([telling]);
  expect(run([telling]).differences).toEqual([]);
  run([breaking]);
  expect(text()).toContain("- im.v1.chat.list: `sort_type` is no longer accepted.\n");
  expect(text()).not.toContain("example");
  run([]);
  expect(existsSync(join(root, OURS))).toBe(false);
});

test("what a person wrote, and what belongs to an earlier change, is let be", () => {
  run([breaking]);
  writeFileSync(
    join(root, ".changeset/contract-notes.md"),
    '---\n"@feishu-openapi/client": patch\n---\n\nMine.\n',
  );
  const before = tree(root);

  const plan = run([adding], ["contract-0123abcd.md"]);

  expect(plan.path).toBe(".changeset/contract-0123abcd-2.md");
  expect(tree(root)).toMatchObject(before);
  run([], ["contract-0123abcd.md"]);
  expect(tree(root)).toEqual(before);
});

test("a bump that a person raised stays, over a larger change too", () => {
  run([telling]);
  change(root, OURS, '"@feishu-openapi/mock": patch', '"@feishu-openapi/mock": minor');

  expect(run([telling]).bumps).toEqual({ client: "patch", mock: "minor" });
  expect(run([telling]).differences).toEqual([]);
  expect(run([telling, breaking]).bumps).toEqual({ client: "minor", mock: "minor" });
});

test("a bump that a person lowered without a reason is put back, and they are told", () => {
  run([breaking]);
  change(root, OURS, '"@feishu-openapi/client": minor', '"@feishu-openapi/client": patch');

  const plan = run([breaking]);

  expect(plan.bumps.client).toBe("minor");
  expect(plan.notes).toEqual([
    'client is minor again, not patch: a lower bump needs a line "reason: ..." in the changeset',
  ]);
});

test("a bump that a person lowered with a reason stays with it, until the change is larger", () => {
  run([telling, adding]);
  change(root, OURS, '"@feishu-openapi/mock": patch\n', "");
  writeFileSync(join(root, OURS), `${text()}\nreason: The mock has no such list yet.\n`);

  const kept = run([adding]);
  expect(kept).toMatchObject({ bumps: { client: "patch", mock: "none" }, notes: [] });
  expect(text()).toMatch(/\n\nreason: The mock has no such list yet\.\n$/);
  expect(run([adding]).differences).toEqual([]);

  const larger = run([adding, breaking]);
  expect(larger.bumps).toEqual({ client: "minor", mock: "minor" });
  expect(larger.notes).toEqual([
    "mock is minor, not none: the change is now larger than the one that the reason was for",
  ]);
});
