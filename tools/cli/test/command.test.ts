import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArguments, repository, runCommand } from "../src/command.ts";
import { UsageError, UserError } from "../src/errors.ts";

const thrower = (error: unknown) => async (): Promise<number> => {
  throw error;
};

test.each([
  { error: new UsageError("no page;\n  name one"), exitCode: 2, stderr: /^tool: no page; name one\n$/ },
  { error: new UserError("the contract is broken"), exitCode: 1, stderr: /^tool: the contract is broken\n$/ },
  {
    error: Object.assign(new Error("ENOENT: no such file"), { syscall: "open" }),
    exitCode: 1,
    stderr: /^tool: ENOENT: no such file\n$/,
  },
  {
    error: new TypeError("this is\nbroken"),
    exitCode: 1,
    stderr: /^tool: internal error: this is broken at [^\n]+\n$/,
  },
  { error: "text", exitCode: 1, stderr: /^tool: internal error: text\n$/ },
])("reports $error in one line, with exit code $exitCode", async ({ error, exitCode, stderr }) => {
  const printed: string[] = [];
  const messages: string[] = [];
  const output = { stdout: () => {}, stderr: (text: string) => printed.push(text) };

  expect(await runCommand("tool", output, thrower(error), (message) => messages.push(message))).toBe(
    exitCode,
  );
  expect(printed.join("")).toMatch(stderr);
  expect(printed).toEqual([`tool: ${messages[0]}\n`]);
});

test("a wrong argument refers to the help", () => {
  expect(() => parseArguments("pnpm tool", { args: ["--nope"], options: {} })).toThrow(
    /^Unknown option '--nope'; see pnpm tool --help$/,
  );
});

test("knows the root of the repository", () => {
  expect(readFileSync(join(repository, "pnpm-workspace.yaml"), "utf8")).toContain("tools/*");
});
