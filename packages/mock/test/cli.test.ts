import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readArguments } from "../src/cli-arguments.ts";
import { builtInContract } from "../src/contract/built-in.ts";
import { contractSha256 } from "../src/generated/contract.ts";
import { startMock } from "../src/index.ts";
import { temporaryFile } from "./support.ts";

const root = join(import.meta.dirname, "..");

function start(args: readonly string[]): { child: ChildProcess; output: { out: string; err: string } } {
  const child = spawn(process.execPath, [join(root, "src/cli.ts"), ...args]);
  const output = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.err += chunk.toString()));
  return { child, output };
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { child, output } = start(args);
  const [code] = (await once(child, "close")) as [number];
  return { code, ...output };
}

const flags = ["--port", "--host", "--chats", "--seed", "--contract", "--help", "--version"];

test("--help names every flag, its default, examples and exit codes", async () => {
  const { code, out, err } = await run("--help");
  expect([code, err]).toEqual([0, ""]);
  for (const part of [
    ...flags,
    "4010",
    "127.0.0.1",
    "default 100",
    "default 1)",
    "Examples:",
    "Exit codes:",
  ]) {
    expect(out).toContain(part);
  }
});

test("--version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(await run("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

const usage: [args: string[], told: string][] = [
  [["--port", "x"], '--port must be an integer from 0 to 65535, got "x"'],
  [["--port", "70000"], '--port must be an integer from 0 to 65535, got "70000"'],
  [["--port="], '--port must be an integer from 0 to 65535, got ""'],
  [["--port"], "--port"],
  [["--port", "-5"], "--port"],
  [["--chats", "1e3"], '--chats must be an integer from 0 to 1000000, got "1e3"'],
  [["--seed", "0x1"], '--seed must be an integer from 0 to 4294967295, got "0x1"'],
  [["--host="], "--host must be an address"],
  [["--contract="], "--contract must be the path"],
  [
    ["--prot", "1"],
    "Unknown option '--prot'; known: --port, --host, --chats, --seed, --contract, --data, --help, --version",
  ],
  [["openapi.yaml"], "Unexpected argument 'openapi.yaml'"],
];

test.each(usage)("feishu-mock %j is a usage error", (args, told) => {
  const request = readArguments(args);
  expect(request).toEqual({ do: "refuse", reason: expect.stringMatching(/^[^\n]+$/) });
  expect(request).toHaveProperty("reason", expect.stringContaining(told));
});

test("a usage error is one line that names the help, and exit code 2", async () => {
  expect(await run("--port", "x")).toEqual({
    code: 2,
    out: "",
    err: 'feishu-mock: --port must be an integer from 0 to 65535, got "x"; see feishu-mock --help\n',
  });
});

test("a failure to start is one line with place and remedy, and exit code 1", async () => {
  await using taken = await startMock();
  const { port } = new URL(taken.url);
  const notYaml = await temporaryFile("openapi.yaml", "a: [1\nb: }");
  const rows: [args: string[], told: string][] = [
    [["--port", port], `127.0.0.1:${port} is already in use; stop what listens there or choose another port`],
    [["--contract", "/nowhere/openapi.yaml"], "contract /nowhere/openapi.yaml: no such file; give the path"],
    [["--contract", root], "a folder, not a file"],
    [["--contract", notYaml], `contract ${notYaml}: not YAML: `],
  ];
  for (const [args, told] of rows) {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^feishu-mock: [^\n]+\n$/);
    expect(err).toContain(told);
  }
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "started, it says where it is, answers, and ends on %s",
  async (signal) => {
    const { child, output } = start(["--port", "0", "--chats", "7", "--seed", "3"]);
    while (!output.out.includes("Ctrl+C")) await once(child.stdout!, "data");
    const url = /http:\/\/127\.0\.0\.1:\d+\/open-apis/.exec(output.out)?.[0];
    expect(output.out).toContain(`${builtInContract.operations.length} operations, 7 chats, seed 3`);
    expect(output.out).toContain("7 个群");
    expect(output.out).toContain(`built in, sha256 ${contractSha256.slice(0, 12)}`);
    expect(output.out).toContain(`curl -H 'Authorization: Bearer t-mock' '${url}/`);
    const response = await fetch(`${url}/im/v1/chats`, { headers: { authorization: "Bearer t-mock" } });
    expect(((await response.json()) as { data: { items: object[] } }).data.items).toHaveLength(7);
    child.kill(signal);
    expect(await once(child, "close")).toEqual([0, null]);
    expect(output.err).toBe("");
  },
);
