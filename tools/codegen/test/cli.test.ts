import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { generateCommand } from "../src/command.ts";
import { writeFiles, type Difference } from "../src/files.ts";
import type { GeneratedFile } from "../src/generate.ts";
import { contractFile, edit, root } from "./support/contract.ts";
import { LIST } from "./support/operations.ts";

const FOLDERS = [
  "packages/client/src/generated",
  "packages/client/test/generated",
  "packages/mock/src/generated",
];
const CLI = join(import.meta.dirname, "../src/cli.ts");
const OPERATIONS = "packages/client/src/generated/operations.ts";

/** A copy of the generated files and their sources. */
let copy = "";
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "codegen-cli-"));
  for (const path of [
    ...FOLDERS,
    "packages/client/src/index.ts",
    "packages/client/api.md",
    "spec/openapi.yaml",
    "spec/contract.lock.json",
  ])
    cpSync(join(root, path), join(copy, path), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command in this process, which has already loaded the compiler. */
async function run(...args: string[]): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const status = await generateCommand(args, {
    stdout: (text) => (printed.stdout += text),
    stderr: (text) => (printed.stderr += text),
  });
  return { status, ...printed };
}

function start(...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

/** The text of every file of the copy. */
function tree(): Map<string, string> {
  const paths = readdirSync(copy, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(copy, path)).isFile())
    .toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(copy, path), "utf8")]));
}

test("--help prints the usage", async () => {
  const { status, stdout, stderr } = await run("--help");

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: pnpm generate \[options\]\n/);
  for (const option of ["--check", "--spec FILE", "--root DIR", "--quiet", "--help"])
    expect(stdout).toContain(`\n  ${option} `);
});

test.each([
  { args: ["--chekc"], reason: "Unknown option '--chekc'" },
  { args: ["openapi.yaml"], reason: "Unexpected argument 'openapi.yaml'" },
  { args: ["--spec"], reason: "Option '--spec <value>' argument missing" },
  { args: ["--spec", "--check"], reason: "Option '--spec' argument is ambiguous" },
])("rejects the arguments $args", async ({ args, reason }) => {
  const { status, stdout, stderr } = await run(...args);

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^generate: [^\n]+; see pnpm generate --help\n$/);
  expect(stderr).toContain(reason);
});

test("writes and reports only stale files, and nothing in a second run", async () => {
  const fresh = tree();
  writeFileSync(join(copy, OPERATIONS), "stale");

  expect(await run("--root", copy)).toMatchObject({ status: 0, stdout: `wrote ${OPERATIONS}\n`, stderr: "" });
  expect(tree()).toEqual(fresh);
  expect(await run("--root", copy)).toMatchObject({
    status: 0,
    stdout: "9 generated files are up to date\n",
    stderr: "",
  });
});

test("writes all files when none exist", async () => {
  const fresh = tree();
  for (const path of [...FOLDERS, "packages/client/api.md"]) rmSync(join(copy, path), { recursive: true });

  const { status, stdout } = await run("--root", copy);

  expect(status).toBe(0);
  expect(stdout.trim().split("\n")).toHaveLength(8);
  expect(tree()).toEqual(fresh);
});

test("--quiet prints nothing on success", async () => {
  writeFileSync(join(copy, OPERATIONS), "stale");

  expect(await run("--root", copy, "--quiet")).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

test("--spec reads another contract", async () => {
  const other = join(copy, "other.yaml");
  writeFileSync(other, edit([[...LIST, "operationId"], "im.v1.chat.all"]));

  expect((await run("--root", copy, "--spec", other)).status).toBe(0);
  expect(readFileSync(join(copy, OPERATIONS), "utf8")).toContain('id: "im.v1.chat.all"');
});

test("--check passes when all files are up to date", async () => {
  expect(await run("--root", copy, "--check")).toMatchObject({
    status: 0,
    stdout: "9 generated files are up to date\n",
    stderr: "",
  });
});

test.each([
  {
    name: "a stale file",
    spoil: () => writeFileSync(join(copy, OPERATIONS), "stale"),
    listed: `${OPERATIONS} (stale)`,
  },
  { name: "a missing file", spoil: () => rmSync(join(copy, OPERATIONS)), listed: `${OPERATIONS} (missing)` },
  {
    name: "a left-over file",
    spoil: () => writeFileSync(join(copy, FOLDERS[0] ?? "", "old.ts"), ""),
    listed: `${FOLDERS[0]}/old.ts (left over)`,
  },
  {
    name: "several files",
    spoil: () => {
      rmSync(join(copy, OPERATIONS));
      writeFileSync(join(copy, "packages/client/api.md"), "");
    },
    listed: `${OPERATIONS} (missing), packages/client/api.md (stale)`,
  },
])("--check reports $name and the remedy, and writes nothing", async ({ spoil, listed }) => {
  spoil();
  const before = tree();

  expect(await run("--root", copy, "--check")).toEqual(
    expect.objectContaining({
      status: 1,
      stdout: "",
      stderr: `generate: out of date: ${listed}; run: npx -y pnpm@12 regen, or generate for the generated files only\n`,
    }),
  );
  expect(tree()).toEqual(before);
});

test("removes left-over files in generated folders only", async () => {
  const leftOver = join(copy, FOLDERS[2] ?? "", "old");
  const written = join(copy, "packages/client/src/by-hand.ts");
  mkdirSync(leftOver);
  writeFileSync(join(leftOver, "old.ts"), "");
  writeFileSync(written, "");

  expect(await run("--root", copy)).toMatchObject({ status: 0, stdout: `removed ${FOLDERS[2]}/old\n` });
  expect([existsSync(leftOver), existsSync(written)]).toEqual([false, true]);
});

test.each([
  {
    name: "is missing",
    spoil: () => rmSync(join(copy, "spec/openapi.yaml")),
    message: /^generate: \S+openapi\.yaml: no such file; /,
  },
  {
    name: "is not YAML",
    spoil: () => writeFileSync(join(copy, "spec/openapi.yaml"), "openapi: ["),
    message: /^generate: \S+openapi\.yaml:1: not valid YAML: /,
  },
  {
    name: "is invalid",
    spoil: () => writeFileSync(join(copy, "spec/openapi.yaml"), edit([[...LIST, "operationId"], undefined])),
    message: /^generate: \S+openapi\.yaml:\d+ #\/paths\/~1im~1v1~1chats\/get: needs an operationId; /,
  },
])("rejects a contract that $name in one line, and writes nothing", async ({ spoil, message }) => {
  spoil();
  writeFileSync(join(copy, OPERATIONS), "stale");
  const before = tree();

  const { status, stdout, stderr } = await run("--root", copy);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^generate: [^\n]+\n$/);
  expect(stderr).toMatch(message);
  expect(tree()).toEqual(before);
});

test("rejects a root that is not a repository in one line", async () => {
  const { status, stdout, stderr } = await run("--root", join(copy, "spec"), "--spec", contractFile);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^generate: ENOENT: [^\n]+index\.ts'\n$/);
});

test("leaves all files unchanged when one cannot be written", async () => {
  writeFileSync(join(copy, OPERATIONS), "stale");
  // A file in place of the last folder: the other files are already staged when it fails.
  rmSync(join(copy, "packages/mock/src"), { recursive: true });
  writeFileSync(join(copy, "packages/mock/src"), "");
  const before = tree();

  const { status, stdout, stderr } = await run("--root", copy);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^generate: E[A-Z]+: [^\n]+\n$/);
  expect(tree()).toEqual(before);
});

test("leaves no temporary file when the last step fails", () => {
  const folder = "packages/client/src/generated";

  expect(() => writeFiles([{ path: folder, text: "" }], [{ path: folder, state: "stale" }], copy)).toThrow(
    /^E[A-Z]+: /,
  );
  expect(existsSync(join(copy, ".generate"))).toBe(false);
});

const staged = (...paths: string[]): [GeneratedFile[], Difference[]] => [
  paths.map((path) => ({ path, text: "new" })),
  paths.map((path) => ({ path, state: "stale" })),
];

test("restores every file when a later one cannot be moved", () => {
  const [left, missing] = ["packages/client/src/generated/left.ts", "packages/mock/src/generated/missing.ts"];
  const unmovable = "packages/mock/src/generated";
  writeFileSync(join(copy, left), "left");
  const before = tree();
  const [files, differences] = staged(OPERATIONS, missing, unmovable);

  expect(() => writeFiles(files, [...differences, { path: left, state: "left over" }], copy)).toThrow(
    /^E[A-Z]+: .+; no file has changed; correct the cause and run it again$/,
  );
  expect(tree()).toEqual(before);
});

test("restores every file when a left-over one cannot be removed", () => {
  const before = tree();
  const [files, differences] = staged(OPERATIONS);
  const gone: Difference = { path: "packages/client/src/generated/gone.ts", state: "left over" };

  expect(() => writeFiles(files, [...differences, gone], copy)).toThrow(/^ENOENT: .+; no file has changed; /);
  expect(tree()).toEqual(before);
});

test.each([
  ["the staging folder", ".generate", ".generate"],
  ["a generated folder", "packages/client/src/generated", "packages/client/src/generated"],
  ["a folder above it", "packages/mock/src", "packages/mock/src"],
  ["a generated file", OPERATIONS, OPERATIONS],
])("refuses %s that is a link, and changes nothing in its target", async (_, link, named) => {
  const elsewhere = mkdtempSync(join(tmpdir(), "codegen-elsewhere-"));
  const target = join(elsewhere, "target");
  if (existsSync(join(copy, link))) renameSync(join(copy, link), target);
  else mkdirSync(target);
  if (statSync(target).isDirectory()) writeFileSync(join(target, "1"), "mine");
  const kept = readdirSync(elsewhere, { recursive: true });
  symlinkSync(target, join(copy, link));

  const { status, stdout, stderr } = await run("--root", copy);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toBe(
    `generate: ${named} is a link, so files elsewhere would change; replace it by what it links to\n`,
  );
  expect(readdirSync(elsewhere, { recursive: true })).toEqual(kept);
  rmSync(elsewhere, { recursive: true });
});

test("accepts files whose line breaks git has converted", async () => {
  for (const [path, text] of tree()) writeFileSync(join(copy, path), text.replaceAll("\n", "\r\n"));

  expect(await run("--root", copy, "--check")).toMatchObject({
    status: 0,
    stdout: "9 generated files are up to date\n",
    stderr: "",
  });
});

test("removes the staging folder of a dead process and keeps that of a live one", async () => {
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  for (const pid of [dead, process.ppid])
    mkdirSync(join(copy, ".generate", String(pid)), { recursive: true });

  await run("--root", copy);

  expect(readdirSync(join(copy, ".generate"))).toEqual([String(process.ppid)]);
});

test.each([
  { does: "help", args: ["--help"], status: 0 },
  { does: "a missing contract", args: ["--spec", "nowhere.yaml"], status: 1 },
])("the program has the output and exit code of the command: $does", async ({ args, status }) => {
  const command = await run(...args);

  expect(command.status).toBe(status);
  expect(start(CLI, ...args)).toEqual(command);
});

test("reports an internal error in one line with its place", async () => {
  const before = tree();
  vi.stubGlobal("structuredClone", () => {
    throw new TypeError("this is\nbroken");
  });

  const { status, stdout, stderr } = await run("--root", copy);

  vi.unstubAllGlobals();
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^generate: internal error: this is broken at [^\n]+\n$/);
  expect(tree()).toEqual(before);
});
