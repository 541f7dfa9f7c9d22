import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseOptions, usage, UsageError } from "../src/cli-options.ts";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

function run(
  args: readonly string[],
  token: string,
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    env: { ...process.env, FEISHU_TOKEN: token },
  });
  return { status, stdout, stderr };
}

const variables = ["CONTRACT_BASE_URL", "CONTRACT_FILE", "CONTRACT_CLIENT", "FEISHU_TOKEN"];

test("the help names every option, assertion and environment variable", () => {
  for (const word of ["--base-url", "--seed", "--only", "--har", "--help", "paging_order", ...variables])
    expect(usage).toContain(word);
});

test("parses options and environment variables", () => {
  const args = ["--base-url", "https://open.feishu.cn/open-apis/", "--seed", "7", "--only", "log_id"];
  expect(parseOptions(args, { FEISHU_TOKEN: "t-1" })).toEqual({
    help: false,
    har: undefined,
    baseUrl: "https://open.feishu.cn/open-apis",
    seed: 7,
    only: "log_id",
    token: "t-1",
  });
});

test.for<[args: string[], message: string, environment?: NodeJS.ProcessEnv]>([
  [["--sead", "1"], "Unknown option '--sead'"],
  [["more"], "Unexpected argument 'more'"],
  [["--seed", "1.5"], "--seed must be an integer from 0 to 4294967294, got 1.5"],
  [["--seed", "-1"], "--seed must be an integer from 0 to 4294967294, got -1"],
  [["--seed", ""], "--seed must be an integer"],
  [["--only", "nothing"], "--only nothing is not an assertion; known: no_server_error"],
  [["--base-url", "open.feishu.cn"], "--base-url must be a URL such as"],
  [["--base-url", "http://["], "--base-url must be a URL such as"],
  [["--base-url", "https://open.feishu.cn/open-apis"], "FEISHU_TOKEN must be the token for --base-url"],
  [
    ["--base-url", "http://127.0.0.1:1"],
    "FEISHU_TOKEN has a character that no token has",
    { FEISHU_TOKEN: "t-secret1\nx: y" },
  ],
  [["--har", "/no/such/folder/a.har"], "--har /no/such/folder/a.har is not writable"],
  [["--har", tmpdir()], "is not writable"],
])("throws for %j, with one line", ([args, message, environment = {}]) => {
  const parse = () => parseOptions(args, environment);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(message);
  expect(parse).not.toThrow(/\n|t-secret1/);
});

test("the command prints wrong usage in one line, with exit code 2", () => {
  expect(run(["--seed", "1.5"], "")).toEqual({
    status: 2,
    stdout: "",
    stderr: "probe: --seed must be an integer from 0 to 4294967294, got 1.5\n",
  });
});

test("the command prints an unreachable server in one line, with exit code 1", () => {
  expect(run(["--base-url", "http://127.0.0.1:1"], "t-7f1bcd13fc57d46bac21793a18e560")).toEqual({
    status: 1,
    stdout: "",
    stderr: "probe: cannot read a response of http://127.0.0.1:1: ECONNREFUSED; is the URL right?\n",
  });
});
