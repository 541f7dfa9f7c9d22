import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    env: { ...process.env, FEISHU_TOKEN: "", ...environment },
  });
  return { status, stdout, stderr };
}

test("--help tells every option and check", () => {
  const { status, stdout, stderr } = run(["--help"]);
  expect([status, stderr]).toEqual([0, ""]);
  for (const word of ["--base-url", "--seed", "--only", "--har", "--junit", "FEISHU_TOKEN", "paging_order"])
    expect(stdout).toContain(word);
});

test.for<[args: string[], said: string, environment?: NodeJS.ProcessEnv]>([
  [["--sead", "1"], "Unknown option '--sead'"],
  [["more"], "Unexpected argument 'more'"],
  [["--seed", "1.5"], "--seed must be a whole number from 0 to 4294967294, got 1.5"],
  [["--seed", ""], "--seed must be a whole number"],
  [["--only", "nothing"], "--only nothing is no check; known: no_server_error"],
  [["--base-url", "open.feishu.cn"], "--base-url must be a URL such as"],
  [["--base-url", "http://["], "--base-url must be a URL such as"],
  [["--base-url", "https://open.feishu.cn/open-apis"], "FEISHU_TOKEN must hold the token for --base-url"],
  [["--base-url", "http://127.0.0.1:1"], "FEISHU_TOKEN holds letters", { FEISHU_TOKEN: "t-secret1\nx: y" }],
  [["--har", "/no/such/folder/a.har"], "--har /no/such/folder/a.har cannot be written"],
  [["--junit", tmpdir()], "cannot be written"],
])("%j is refused with one line and exit code 2", ([args, said, environment]) => {
  const { status, stdout, stderr } = run(args, environment);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`contract: ${said.startsWith("cannot") ? "--junit" : said}`);
  expect(stderr.trimEnd()).not.toMatch(/\n|t-secret1/);
});

test("a server that is not there is one line and exit code 1, and nothing is written", () => {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  try {
    const { status, stdout, stderr } = run(
      ["--base-url", "http://127.0.0.1:1", "--har", join(folder, "a.har")],
      { FEISHU_TOKEN: "t-7f1bcd13fc57d46bac21793a18e560" },
    );
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      "contract: no answer of http://127.0.0.1:1 can be read: ECONNREFUSED; is it there, and the right one?\n",
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
