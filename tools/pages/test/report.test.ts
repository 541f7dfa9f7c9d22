import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { HELP } from "../src/arguments.ts";
import { PAGES, runCompare, reportOn } from "./support/run.ts";

const zh = readFileSync(join(PAGES, "chats.zh.md"), "utf8");
const changed = zh
  .replace("**默认值**：20", "**默认值**：`二十个群`")
  .replace("50 次/秒", "")
  .replace("1000 次/分钟、", "由租户管理员与飞书技术支持约定的频控")
  .replace("external | boolean", "is_external_to_the_tenant_of_the_app | boolean");

test("fits everything into 80 columns, aligned under Chinese text", async () => {
  const { status, stdout } = await runCompare(["-"], { stdin: changed, width: 80 });
  expect(status).toBe(3);
  const lines = stdout.trimEnd().split("\n");
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(80);

  const rule = lines.find((line) => line.startsWith("─")) ?? expect.unreachable();
  const rows = lines.slice(lines.indexOf(rule) + 1, lines.indexOf("", lines.indexOf(rule)));
  const starts = [...rule.matchAll(/─+/g)].map(({ index }) => index);
  const columns = starts.map((start, column) =>
    rows.map((row) => places(row, start, starts[column + 1] ?? Infinity).trim()).join(""),
  );
  expect(columns[2]).toContain("二十个群");
  expect(columns[2]).toContain("由租户管理员与飞书技术支持约定的频控");
  expect(columns[1]).toContain("data.items[].is_external_to_the_tenant_of_the_app");
  // Each column begins where its rule does, after two spaces.
  for (const row of rows)
    for (const start of starts.slice(1)) expect(places(row, start - 2, start).trim(), row).toBe("");
});

/** The text of a line between two terminal columns. */
function places(line: string, from: number, to: number): string {
  let at = 0;
  let found = "";
  for (const character of line) {
    if (at >= from && at < to) found += character;
    at += stringWidth(character);
  }
  return found;
}

test("prints each difference on one line when there is no terminal", async () => {
  const { stdout } = await runCompare(["-"], { stdin: zh.replace("**默认值**：20", "**默认值**：50") });
  expect(stdout).toBe(`stdin differs from im.v1.chat.list: 1 difference

line  what                     page  contract
────  ───────────────────────  ────  ────────
86    query page_size default  50    20

Not compared:
- line 82, query page_size minimum: the page states none, the contract 1
`);
});

test("prints whole differences with their kinds as JSON", async () => {
  const { operation, agrees, differences } = await reportOn(changed);
  expect(operation).toEqual({ id: "im.v1.chat.list", method: "GET", path: "/im/v1/chats" });
  expect(agrees).toBe(false);
  expect(differences.map(({ kind }) => kind)).toEqual([
    "rate limit",
    "default",
    "contradiction",
    "field",
    "field",
    "contradiction",
  ]);
  expect(differences[0]).toEqual({
    kind: "rate limit",
    what: "rate limit",
    page: "由租户管理员与飞书技术支持约定的频控",
    contract: "1000 a minute, 50 a second",
    line: 27,
  });
});

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

test.for<[string, string[], string, number]>([
  ["agrees", ["chats.zh.md", "chats.en.md", "--spec", "openapi.yaml"], "", 0],
  // With the repository's contract, which is read before the page.
  ["cannot be read", ["-"], "# Nothing", 2],
])("exits with the status of a page that %s", ([, args, input, status]) => {
  const result = spawnSync(process.execPath, [cli, ...args], {
    input,
    encoding: "utf8",
    // pnpm starts it in the root, with the user's directory in INIT_CWD.
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { ...process.env, INIT_CWD: PAGES },
  });
  expect(result.status).toBe(status);
  expect(result.stderr === "").toBe(status !== 2);
});

test("--help lists every option and exit code", async () => {
  expect(await runCompare(["--help"])).toEqual({ status: 0, stdout: HELP, stderr: "" });
  for (const part of [
    "--operation",
    "--draft",
    "--json",
    "--spec",
    "0 no difference",
    "3 differences",
    "2 usage",
  ])
    expect(HELP).toContain(part);
});
