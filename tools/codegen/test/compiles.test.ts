import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFiles } from "../src/files.ts";
import { generate } from "../src/generate.ts";
import { edit, root, writeContract } from "./support/contract.ts";
import { withMembers } from "./support/members.ts";

let workspace = "";
let client = "";

beforeAll(async () => {
  const cache = join(import.meta.dirname, "../node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  workspace = mkdtempSync(join(cache, "compiles-"));
  client = join(workspace, "packages/client");
  cpSync(join(root, "packages/client/src"), join(client, "src"), { recursive: true });
  symlinkSync(join(root, "packages/client/node_modules"), join(client, "node_modules"));
  writeFileSync(join(client, "package.json"), '{ "type": "module" }');
  const tsconfig = { extends: join(root, "tsconfig.base.json"), include: ["src", "test"] };
  writeFileSync(join(client, "tsconfig.json"), JSON.stringify(tsconfig));

  const contract = writeContract(edit(...withMembers));
  const files = await generate(contract, root);
  rmSync(dirname(contract), { recursive: true });
  writeFiles(
    files,
    files.map(({ path }) => ({ path, state: "stale" })),
    workspace,
  );
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

/** What the compiler says of the client with one more file in its test folder. */
function compile(lines: readonly string[]): string {
  const preamble = [
    'import { createClient, type ChatMember } from "../src/index.ts";',
    'const feishu = createClient({ token: "t-0123456789abcdef" });',
    'const chat_id = "oc_a0553eda9014c201e6969b478895c230";',
    "export const used = [feishu, chat_id];",
    "export type Used = ChatMember;",
  ];
  writeFileSync(join(client, "test/use.ts"), [...preamble, ...lines].join("\n"));
  try {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    return execFileSync(process.execPath, [compiler, "--project", client], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test("the client with further operations compiles, and agrees with openapi-typescript", () => {
  expect(compile([])).toBe("");
});

test.each([
  {
    name: "walking the second list",
    line: "for await (const member of feishu.im.v1.chatMembers.get({ chat_id })) member satisfies ChatMember;",
  },
  {
    name: "one page of it",
    line: "(await feishu.im.v1.chatMembers.get({ chat_id })).data.member_total satisfies number | undefined;",
  },
  { name: "a list in the query", line: 'feishu.im.v1.chatMembers.get({ chat_id, roles: ["owner"] });' },
  {
    name: "an enum's value that the contract does not know in an answer",
    line: 'export const status: ChatMember["status"] = "suspended";',
  },
  {
    name: "a nested body with what may be missing",
    line: 'feishu.im.v1.chatMembers.create({ chat_id, id_list: [], notice: { text: "", silent: undefined } });',
  },
  {
    name: "null where it is allowed",
    line: "feishu.im.v1.chatMembers.create({ chat_id, id_list: [], notice: null });",
  },
  {
    name: "the inline result of a body's operation",
    line: "(await feishu.im.v1.chatMembers.create({ chat_id, id_list: [] })).invalid_id_list satisfies string[] | undefined;",
  },
  {
    name: "an answer without data",
    line: "(await feishu.im.v1.chatMembers.delete({ chat_id })).code satisfies 0;",
  },
])("the compiler takes $name", ({ line }) => {
  expect(compile([line])).toBe("");
});

test.each([
  { name: "a list without its chat", line: "feishu.im.v1.chatMembers.get({});" },
  { name: "no parameters at all", line: "feishu.im.v1.chatMembers.get();" },
  { name: "an unknown parameter", line: "feishu.im.v1.chatMembers.get({ chat_id, size: 1 });" },
  {
    name: "an unknown value of a request's enum",
    line: 'feishu.im.v1.chatMembers.get({ chat_id, roles: ["manager"] });',
  },
  {
    name: "an unknown value of a component's enum",
    line: 'feishu.im.v1.chatMembers.create({ chat_id, id_list: [], inviter: { kind: "app" } });',
  },
  { name: "a number for an int64", line: 'export const joined: ChatMember["joined_at"] = 1700000000000;' },
  {
    name: "a field that an answer lacks",
    line: "(await feishu.im.v1.chatMembers.delete({ chat_id })).data;",
  },
])("the compiler refuses $name", ({ line }) => {
  expect(compile([line])).toContain("test/use.ts(6,");
  expect(compile(["// @ts-expect-error", line])).toBe("");
});
