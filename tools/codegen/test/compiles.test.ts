import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFiles } from "../src/files.ts";
import { generate } from "../src/generate.ts";
import { edit, root, writeContract } from "./support/contract.ts";
import { withKinds } from "./support/kinds.ts";
import { withMembers } from "./support/members.ts";

const ACCEPTED = [
  {
    name: "walking the second list",
    line: "for await (const member of feishu.im.v1.chatMembers.get({ chat_id })) member satisfies ChatMember;",
  },
  {
    name: "one page of the second list",
    line: "(await feishu.im.v1.chatMembers.get({ chat_id })).data.member_total satisfies number | undefined;",
  },
  { name: "a list in the query", line: 'feishu.im.v1.chatMembers.get({ chat_id, roles: ["owner"] });' },
  {
    name: "an unknown enum value in a response",
    line: 'export const status: ChatMember["status"] = "suspended";',
  },
  {
    name: "a nested body with optional fields",
    line: 'feishu.im.v1.chatMembers.create({ chat_id, id_list: [], notice: { text: "", silent: undefined } });',
  },
  {
    name: "null where it is allowed",
    line: "feishu.im.v1.chatMembers.create({ chat_id, id_list: [], notice: null });",
  },
  {
    name: "the inline result of an operation with a body",
    line: "(await feishu.im.v1.chatMembers.create({ chat_id, id_list: [] })).invalid_id_list satisfies string[] | undefined;",
  },
  {
    name: "a response without data",
    line: "(await feishu.im.v1.chatMembers.delete({ chat_id })).code satisfies 0;",
  },
  {
    name: "the fields of all parts of a composed body",
    line: 'feishu.kind.composed({ title: "", size: 1, note: "" });',
  },
  {
    name: "a field that only the composition requires",
    line: '(await feishu.kind.composed({ title: "" })).title satisfies string;',
  },
  {
    name: "the fields beside a reference",
    line: '(await feishu.kind.beside({ it: { title: "", extra: "", size: 1 } })).it.extra satisfies string;',
  },
  {
    name: "additional fields of another type than the named ones",
    line: 'feishu.kind.record({ it: { a: "", b: 1, c: undefined } }).then(({ it }) => it["b"] satisfies string | number | undefined);',
  },
  {
    name: "a value of a recursive type",
    line: 'feishu.kind.value({ it: ["", { a: [{ b: "" }] }] }).then(({ it }) => it satisfies Value);',
  },
  { name: "a body without its readOnly fields", line: 'feishu.kind.signUp({ login: "", password: "" });' },
  { name: "a component named like a global type", line: "export const list: Array = { length: 1 };" },
];

const REJECTED = [
  { name: "a list without its required parameter", line: "feishu.im.v1.chatMembers.get({});" },
  { name: "a call without parameters", line: "feishu.im.v1.chatMembers.get();" },
  { name: "an unknown parameter", line: "feishu.im.v1.chatMembers.get({ chat_id, size: 1 });" },
  {
    name: "an unknown enum value in a request",
    line: 'feishu.im.v1.chatMembers.get({ chat_id, roles: ["manager"] });',
  },
  {
    name: "an unknown value of a component's closed enum",
    line: 'feishu.im.v1.chatMembers.create({ chat_id, id_list: [], inviter: { kind: "app" } });',
  },
  { name: "a number for an int64", line: 'export const joined: ChatMember["joined_at"] = 1700000000000;' },
  {
    name: "a field that is not in the response",
    line: "(await feishu.im.v1.chatMembers.delete({ chat_id })).data;",
  },
  { name: "a composed body without a field that it requires", line: "feishu.kind.composed({ size: 1 });" },
  {
    name: "an object without the field that is required beside its reference",
    line: 'feishu.kind.beside({ it: { extra: "" } });',
  },
  { name: "an additional field of another type", line: "feishu.kind.record({ it: { b: true } });" },
  { name: "a value that a recursive type lacks", line: "feishu.kind.value({ it: [1] });" },
  { name: "a readOnly field in a body", line: 'feishu.kind.signUp({ id: "", login: "", password: "" });' },
  { name: "a body without its writeOnly field", line: 'feishu.kind.signUp({ login: "" });' },
  { name: "a writeOnly field in a response", line: "(await feishu.kind.account()).secret;" },
];

const PREAMBLE = [
  'import { createClient, type Array, type ChatMember, type Value } from "../src/index.ts";',
  'const feishu = createClient({ token: "t-0123456789abcdef" });',
  'const chat_id = "oc_a0553eda9014c201e6969b478895c230";',
  "export const used = [feishu, chat_id];",
  "export type Used = [Array, ChatMember, Value];",
];

let workspace = "";
let complaints: string[] = [];

beforeAll(async () => {
  const cache = join(import.meta.dirname, "../node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  workspace = mkdtempSync(join(cache, "compiles-"));
  const client = join(workspace, "packages/client");
  cpSync(join(root, "packages/client/src"), join(client, "src"), { recursive: true });
  symlinkSync(join(root, "packages/client/node_modules"), join(client, "node_modules"));
  writeFileSync(join(client, "package.json"), '{ "type": "module" }');
  const tsconfig = { extends: join(root, "tsconfig.base.json"), include: ["src", "test"] };
  writeFileSync(join(client, "tsconfig.json"), JSON.stringify(tsconfig));

  const contract = writeContract(edit(...withMembers, ...withKinds));
  const files = await generate(contract, root);
  rmSync(dirname(contract), { recursive: true });
  writeFiles(
    files,
    files.map(({ path }) => ({ path, state: "stale" })),
    workspace,
  );
  for (const { name, line } of ACCEPTED) writeUse(name, line);
  for (const { name, line } of REJECTED) {
    writeUse(name, line);
    writeUse(`${name}, expected`, "// @ts-expect-error", line);
  }
  complaints = compile();
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

function writeUse(name: string, ...lines: string[]): void {
  const text = [...PREAMBLE, ...lines].join("\n");
  writeFileSync(join(workspace, `packages/client/test/${name}.ts`), text);
}

/** The compiler's errors for the client and all uses, in one program, since loading the client takes most of the time. */
function compile(): string[] {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler], {
    cwd: join(workspace, "packages/client"),
    encoding: "utf8",
  });
  // Continuation lines of an error are indented.
  return stdout.split(/\n(?=\S)/).filter(Boolean);
}

const complaintsAbout = (name: string): string[] =>
  complaints.filter((complaint) => complaint.startsWith(`test/${name}.ts(`));

test("compiles the client with more operations, and agrees with openapi-typescript", () => {
  const uses = new Set(REJECTED.flatMap(({ name }) => complaintsAbout(name)));

  expect(complaints.filter((complaint) => !uses.has(complaint))).toEqual([]);
});

test.each(ACCEPTED)("the compiler accepts $name", ({ name }) => {
  expect(complaintsAbout(name)).toEqual([]);
});

test.each(REJECTED)("the compiler rejects $name", ({ name }) => {
  expect(complaintsAbout(name)).toContainEqual(expect.stringContaining("(6,"));
  expect(complaintsAbout(`${name}, expected`)).toEqual([]);
});
