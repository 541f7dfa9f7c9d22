import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { startMock } from "@feishu-openapi/mock";
import { expect, test } from "vitest";
import { formatTable } from "../src/table.ts";

// Without the credentials of the developer who runs the tests.
const { PATH, NODE_COMPILE_CACHE } = process.env;

async function run(
  name: string,
  environment: NodeJS.ProcessEnv = {},
  args: readonly string[] = [],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const file = fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr };
}

test("the demo lists the mock's 1,234 chats on 13 pages and shows ten of them", async () => {
  const { code, stdout, stderr } = await run("demo");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.match(/^oc_[0-9a-f]{32} {2}/gm)).toHaveLength(10);
  expect(stdout).toContain("… and 1,224 more");
  expect(stdout).toMatch(/^1,234 chats on 13 pages in \d+\.\d\d s$/m);
  expect(stdout).toContain("npx -y pnpm@12 mock");
});

test.each([
  ["FEISHU_TOKEN", { FEISHU_TOKEN: "t-0123456789abcdef" }],
  ["FEISHU_APP_ID and FEISHU_APP_SECRET", { FEISHU_APP_ID: "cli_a", FEISHU_APP_SECRET: "s" }],
])("with %s the demo lists that tenant", async (_names, credential) => {
  await using tenant = await startMock({ chats: 7, seed: 5 });
  const { code, stdout } = await run("demo", { ...credential, FEISHU_BASE_URL: tenant.url });
  expect(code).toBe(0);
  expect(stdout).toContain("Group chats of your tenant");
  expect(stdout).toMatch(/^7 chats on 1 page in/m);
});

test("half a credential is a usage error in one line", async () => {
  expect(await run("demo", { FEISHU_APP_ID: "cli_a" })).toEqual({
    code: 2,
    stdout: "",
    stderr: "demo: set both FEISHU_APP_ID and FEISHU_APP_SECRET, or neither\n",
  });
});

test("an unknown flag is a usage error in one line", async () => {
  const { code, stdout, stderr } = await run("demo", {}, ["--bogus"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^demo: Unknown option '--bogus'.*\n$/);
});

test("an API error ends the demo with one line that has the remedy", async () => {
  await using tenant = await startMock({ app: { botAbility: false } });
  const { code, stdout, stderr } = await run("demo", {
    FEISHU_TOKEN: "t-0123456789abcdef",
    FEISHU_BASE_URL: tenant.url,
  });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^demo: im\.v1\.chat\.list: 400 \[232025\] Bot ability is not activated\. \(log id \w{34}\) Turn on the bot ability .+\n$/,
  );
});

test.each([
  ["walk", /^\d+ of 250 chats are external\n$/],
  ["resume", /^20 chats before the interruption\n50 chats in total\n$/],
  ["errors", /^im\.v1\.chat\.list: 400 \[232025\] .+\nTurn on the bot ability .+\n$/],
])("the example %s prints what it should", async (name, expected) => {
  const { code, stdout, stderr } = await run(name);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(expected);
});

test("a table is aligned under Chinese names, and control characters are removed", () => {
  const rows = [
    ["测试群", "1"],
    ["\u001B[31mred\u001B[0m\nx", "2"],
    ["长".repeat(40), "3"],
  ];
  expect(formatTable(["a", "b"], rows, 12).split("\n")).toEqual([
    "a            b",
    "───────────  ─",
    "测试群       1",
    "red x        2",
    "长长长长长…  3",
  ]);
});
