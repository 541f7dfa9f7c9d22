import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planChangeset, type ChangesetPlan } from "../src/changeset.ts";
import { verdict, type Verdict } from "../src/verdict/verdict.ts";
import { change, copyFiles, tree } from "./support/repository.ts";

const CHANGE = { before: "0123abcd4567", after: "89ef" };
const breaking = verdict("parameter removed", "im.v1.chat.list", "`sort_type` is no longer accepted");
const adding = verdict("parameter added", "im.v1.chat.list", "`keyword` may now be sent");
const documenting = verdict("example", "im.v1.chat.list", "the example of `page_size` changed");

let root = "";
let ours = "";
beforeEach(() => {
  root = copyFiles();
  ours = "";
});
afterEach(() => rmSync(root, { recursive: true }));

function run(
  verdicts: readonly Verdict[],
  settled: readonly string[] = [],
  after = CHANGE.after,
): ChangesetPlan {
  const plan = planChangeset(root, { ...CHANGE, after }, new Set(settled), verdicts);
  // Without the process that `writeFiles` starts.
  for (const { path, state } of plan.differences) if (state === "left over") rmSync(join(root, path));
  for (const { path, text } of plan.files) writeFileSync(join(root, path), text);
  ours = plan.path ?? ours;
  return plan;
}
const text = (): string => readFileSync(join(root, ours), "utf8");
const append = (more: string): void => appendFileSync(join(root, ours), more);

test.each([
  { version: "0.4.0", made: "minor" },
  { version: "1.4.0", made: "major" },
])("a breaking change of version $version is a $made bump", ({ version, made }) => {
  const manifest = join(root, "packages/client/package.json");
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, "utf8")), version }));

  expect(run([breaking, adding]).bumps).toEqual({ client: made, mock: "minor" });
  expect(text()).toContain(`\n"@feishu-openapi/client": ${made}\n"@feishu-openapi/mock": minor\n`);
});

test("updates the changeset when the verdicts change, and removes it when there are none", () => {
  run([documenting]);
  expect(run([documenting]).differences).toEqual([]);
  run([breaking]);
  expect(text()).toContain("- im.v1.chat.list: `sort_type` is no longer accepted.\n");
  expect(text()).not.toContain("example");
  run([]);
  expect(existsSync(join(root, ours))).toBe(false);
});

test("keeps changesets that were written by hand and those of earlier changes", () => {
  run([breaking]);
  writeFileSync(
    join(root, ".changeset/contract-notes.md"),
    '---\n"@feishu-openapi/client": patch\n---\n\nMine.\n',
  );
  const before = tree(root);

  const settled = [basename(ours)];
  const plan = run([adding], settled);

  expect(plan.path).toBe(`.changeset/${settled[0]?.replace(".md", "-2.md")}`);
  expect(tree(root)).toMatchObject(before);
  run([], settled);
  expect(tree(root)).toEqual(before);
});

test("writes one file for each branch, which keeps its name while the change goes on", () => {
  const first = run([documenting]).path;
  expect(first).toMatch(/^\.changeset\/contract-[0-9a-f]{8}\.md$/);
  expect(run([breaking], [], "01").path).toBe(first);
  rmSync(join(root, ours));

  expect(run([documenting], [], "01").path).not.toBe(first);
});

test("keeps a bump that was raised by hand, unless the change needs a larger one", () => {
  run([documenting]);
  change(root, ours, '"@feishu-openapi/mock": patch', '"@feishu-openapi/mock": minor');

  expect(run([documenting]).bumps).toEqual({ client: "patch", mock: "minor" });
  expect(run([documenting]).differences).toEqual([]);
  expect(run([documenting, breaking]).bumps).toEqual({ client: "minor", mock: "minor" });
});

test("restores a bump that was lowered without a reason, with a note", () => {
  run([breaking]);
  change(root, ours, '"@feishu-openapi/client": minor', '"@feishu-openapi/client": patch');

  const plan = run([breaking]);

  expect(plan.bumps.client).toBe("minor");
  expect(plan.notes).toEqual([
    'client is minor, not patch: to lower a bump, add a line "reason: ..." to the changeset',
  ]);
});

test("keeps a bump that was lowered with a reason, until a larger verdict is added", () => {
  run([documenting, adding]);
  change(root, ours, '"@feishu-openapi/mock": patch\n', "");
  append("\nreason: The mock has no such list yet.\n");

  const kept = run([adding]);
  expect(kept).toMatchObject({ bumps: { client: "patch", mock: "none" }, notes: [] });
  expect(text()).toMatch(/\n\nreason: The mock has no such list yet\.\n$/);
  expect(run([adding]).differences).toEqual([]);

  const larger = run([adding, breaking]);
  expect(larger.bumps).toEqual({ client: "minor", mock: "minor" });
  expect(larger.notes).toEqual([
    'mock is minor, not none: the reason is older than "im.v1.chat.list: `sort_type` is no longer accepted"; lower the bump again if the reason covers that too',
  ]);
});

test("applies a reason to the verdicts that it was written for, and not to later ones", () => {
  run([breaking, documenting]);
  change(root, ours, '"@feishu-openapi/client": minor', '"@feishu-openapi/client": patch');
  append("\nreason: Nobody sends it.\n");
  expect(run([breaking, adding])).toMatchObject({ bumps: { client: "patch", mock: "minor" }, notes: [] });

  const later = verdict("request narrowed", "im.v1.chat.list", "`page_size` may no longer be above 50");
  const { bumps, notes } = run([breaking, later]);
  expect(bumps.client).toBe("minor");
  expect(notes).toEqual([
    'client is minor, not patch: the reason is older than "im.v1.chat.list: `page_size` may no longer be above 50"; lower the bump again if the reason covers that too',
  ]);
  expect(run([breaking, later])).toMatchObject({ differences: [], notes: [] });

  change(root, ours, '"@feishu-openapi/client": minor', '"@feishu-openapi/client": patch');
  expect(run([breaking, later])).toMatchObject({ bumps: { client: "patch" }, notes: [] });
});

test.each([
  "reason: One line.\n",
  "Reason: One line\nand another.\n\nA paragraph,  spaced  \n\n\n- with\n  * a list\nreason: and no end",
  "reason:\n\nBelow.\n\n\n",
])("keeps the reason %j unchanged in every run", (reason) => {
  run([breaking]);
  append(`\n${reason}`);

  for (const verdicts of [[breaking], [breaking, adding], [adding], [adding]]) {
    run(verdicts);
    expect(text().slice(text().search(/^reason:/im))).toBe(reason);
  }
});
