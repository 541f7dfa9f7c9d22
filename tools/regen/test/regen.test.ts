import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "@feishu-openapi/cli/command.ts";
import { change, createRepository, git, regen, tree } from "./support/repository.ts";

const SPEC = "spec/openapi.yaml";
const WIDER = ["maximum: 100, default: 20 }", "maximum: 200, default: 20 }"] as const;
let root = "";
let untouched: Record<string, string> = {};
beforeAll(() => {
  root = createRepository();
  untouched = tree(root);
});
afterAll(() => rmSync(root, { recursive: true }));

const ours = (): string[] =>
  readdirSync(join(root, ".changeset")).filter((name) => name.startsWith("contract-"));

test("reports an edit, writes files and a changeset, changes nothing in a second run, and removes everything after an undo", async () => {
  change(root, SPEC, ...WIDER);
  const edited = tree(root);
  const checked = await regen(root, "--check");
  expect(checked.status).toBe(1);
  expect(checked.stderr).toMatch(
    /^regen: out of date: .*client\.ts \(stale\), .*run: npx -y pnpm@12 regen\n$/,
  );
  expect(tree(root)).toEqual(edited);

  const first = await regen(root, "--no-tests");
  expect(first).toMatchObject({ status: 0, stderr: "" });
  expect(first.stdout).toContain(
    "  im.v1.chat.list: `page_size` may now be 200\nrelease: client patch, mock patch (",
  );
  const [name = ""] = ours();
  expect(readFileSync(join(root, ".changeset", name), "utf8")).toMatch(
    /^---\n(# .*\n){3}"@feishu-openapi\/client": patch\n"@feishu-openapi\/mock": patch\n---\n\nThe contract changed:\n\n- im\.v1\.chat\.list: `page_size` may now be 200\.\n$/,
  );
  const written = tree(root);
  expect((await regen(root, "--check")).status).toBe(0);
  const second = await regen(root, "--no-tests");
  expect(second.stdout).toContain("all files are up to date\n");
  expect(tree(root)).toEqual(written);

  change(root, SPEC, WIDER[1], WIDER[0]);
  expect((await regen(root, "--no-tests")).stdout).toContain("no changes for callers");
  expect(tree(root)).toEqual(untouched);
});

test("a red run is short, and names the file with the whole log", async () => {
  change(root, SPEC, ...WIDER);
  change(root, SPEC, "ByActiveTimeDesc]", "ByActiveTimeDesc, ByHotDesc, ByNameDesc]");

  // The copied repository has nothing to build.
  const { status, stdout, stderr } = await regen(root);

  expect(status).toBe(1);
  expect((stdout + stderr).trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  expect(stdout).toMatch(/ {2}and 1 more, in the changeset\n[^]*\nand \d+ more files\n/);
  const [, log = ""] = /^regen: tests fail; .*run it again; .*, whole log: (\S+)$/m.exec(stderr) ?? [];
  expect(readFileSync(join(root, log), "utf8")).not.toBe("");

  rmSync(join(root, log));
  writeFileSync(join(root, SPEC), untouched[SPEC] ?? "");
  await regen(root, "--no-tests");
  expect(tree(root)).toEqual(untouched);
});

test("drops a raised bump together with its edit", async () => {
  change(root, SPEC, ...WIDER);
  await regen(root, "--no-tests");
  change(root, `.changeset/${ours()[0]}`, 'client": patch', 'client": minor');
  expect((await regen(root, "--no-tests")).stdout).toContain("release: client minor, mock patch (");
  expect((await regen(root, "--check")).status).toBe(0);

  change(root, SPEC, WIDER[1], WIDER[0]);
  expect((await regen(root, "--no-tests")).status).toBe(0);
  expect(tree(root)).toEqual(untouched);
  expect((await regen(root, "--check")).status).toBe(0);
});

test("formats the changeset like oxfmt", async () => {
  change(root, SPEC, ...WIDER);
  change(root, SPEC, "ByActiveTimeDesc]", "ByActiveTimeDesc, ByHotDesc]");
  await regen(root, "--no-tests");
  const oxfmt = join(repository, "node_modules/oxfmt/bin/oxfmt");
  execFileSync(process.execPath, [oxfmt, "--check", join(root, ".changeset", ours()[0] ?? "")], {
    cwd: repository,
  });

  writeFileSync(join(root, SPEC), untouched[SPEC] ?? "");
  await regen(root, "--no-tests");
  expect(tree(root)).toEqual(untouched);
});

test("--json prints the result, compared with the commit of --since", async () => {
  const { status, stdout } = await regen(root, "--check", "--json", "--since", "HEAD");

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    base: git(root, "rev-parse", "HEAD").trim(),
    verdicts: [],
    differences: [],
    bumps: { client: "none", mock: "none" },
    lint: "not needed",
    tests: "not asked for",
  });
});

test("the README explains every option and every key of the result", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const help = (await regen(root, "--help")).stdout;
  const options = Array.from(help.matchAll(/^  (--[\w-]+)/gm), ([, option = ""]) => option);
  const result = JSON.parse((await regen(root, "--check", "--json")).stdout) as object;

  expect(options.length).toBeGreaterThan(5);
  for (const option of options.filter((name) => name !== "--help"))
    expect(readme).toContain(`pnpm regen ${option}`);
  for (const key of [...Object.keys(result), "changeset?"]) expect(readme).toContain(`\n  ${key}: `);
});

test.each([
  {
    name: "that is not YAML",
    edit: ["openapi: 3.1.0", "openapi: [3.1.0"],
    message: /^regen: \S*spec\/openapi\.yaml:\d+: not valid YAML: [^\n]+; correct it\n$/,
  },
  {
    name: "with a cursor that is no parameter",
    edit: ["cursor: page_token,", "cursor: next_token,"],
    message:
      /^regen: \S*spec\/openapi\.yaml:\d+ #\/paths\/~1im~1v1~1chats\/get\/x-pagination\/cursor: [^\n]+\n$/,
  },
  {
    name: "that only the lint refuses",
    edit: ["          example: 10\n", "          example: 1000\n"],
    message:
      /^spec\/openapi\.yaml:159:\d+: [^\n]+; correct it \([\w-]+\)\nregen: the lint rejects the contract, so nothing is written\n$/,
  },
  {
    name: "that the lint refuses in many places",
    edit: [
      'items: { $ref: "#/components/schemas/Chat" }',
      'items: { $ref: "#/components/schemas/ChatPage" }',
    ],
    message:
      /^spec\/openapi\.yaml:\d+:\d+: [^\n]+; correct it \([\w-]+\)\nand \d+ more; to see all: npx -y pnpm@12 --filter @feishu-openapi\/spec run lint\nregen: the lint rejects the contract, so nothing is written\n$/,
  },
] as const)("rejects a contract $name with its place, and writes nothing", async ({ edit, message }) => {
  change(root, SPEC, edit[0], edit[1]);
  const before = tree(root);

  const { status, stderr } = await regen(root, "--no-tests");

  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(tree(root)).toEqual(before);
  writeFileSync(join(root, SPEC), untouched[SPEC] ?? "");
});

test("explains how to restore a missing contract", async () => {
  rmSync(join(root, SPEC));

  const { status, stderr } = await regen(root, "--no-tests");

  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(
      /^regen: \S*spec\/openapi\.yaml: no such file; put it back: git checkout HEAD -- spec\/openapi\.yaml\n$/,
    ) as string,
  });
  writeFileSync(join(root, SPEC), untouched[SPEC] ?? "");
});

test.each([
  { name: "a broken contract", edit: "openapi: [", args: [], exit: 1, error: /not valid YAML: / },
  {
    name: "an unknown commit",
    edit: "",
    args: ["--since", "nowhere"],
    exit: 2,
    error: /no such commit/,
  },
  { name: "an unknown option", edit: "", args: ["--chekc"], exit: 2, error: /^Unknown option '--chekc'; / },
])("--json prints the error for $name", async ({ edit, args, exit: exitCode, error }) => {
  if (edit) writeFileSync(join(root, SPEC), edit);

  const { status, stdout, stderr } = await regen(root, "--json", "--no-tests", ...args);

  expect(status).toBe(exitCode);
  const printed = JSON.parse(stdout) as { error: string };
  expect(printed).toEqual({ error: expect.stringMatching(error) as string });
  expect(stderr).toBe(`regen: ${printed.error}\n`);
  writeFileSync(join(root, SPEC), untouched[SPEC] ?? "");
});

test.each([
  { args: ["--chekc"], message: /^regen: Unknown option '--chekc'; see pnpm regen --help\n$/ },
  { args: ["--since", "nowhere"], message: /^regen: --since nowhere: no such commit here; correct it\n$/ },
  { args: ["--watch", "--check"], message: /^regen: --watch only generates; / },
])("rejects the arguments $args", async ({ args, message }) => {
  const { status, stdout, stderr } = await regen(root, ...args);

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(message);
});
