import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isObject, type JsonObject } from "../src/contract/json.ts";
import { loadContract } from "../src/contract/load-contract.ts";
import { readModel } from "../src/read/read-model.ts";
import {
  checksOf,
  closed,
  COMPONENTS,
  operationsFor,
  ref,
  removeWorkspaces,
  said,
  STRING,
} from "./support/checks.ts";
import { contractFile, edit, root } from "./support/contract.ts";
import { withMembers } from "./support/members.ts";
import { answer, operation } from "./support/operations.ts";

afterAll(removeWorkspaces);

const KINDS: readonly JsonObject[] = [
  {},
  ref("Node"),
  ref("Color"),
  ref("Rows"),
  ref("Object"),
  { type: "array", items: ref("Row") },
  { anyOf: [ref("Cat"), ref("Dog"), { type: ["null", "integer"] }] },
  { allOf: [ref("Node"), closed({ more: STRING }, "more")] },
  { type: "object", properties: { a: STRING }, additionalProperties: ref("Node") },
  closed({ constructor: STRING, "`${x}\\": STRING, "wrong(": STRING }, "constructor"),
];

test.each([
  {
    name: "what refers to itself, lists, records and branches",
    text: edit(...COMPONENTS, ...operationsFor(KINDS)),
  },
  {
    name: "nothing that is checked",
    text: edit([
      ["paths"],
      { "/a": { get: operation("a.b", { responses: { "200": answer({ data: { type: "object" } }) } }) } },
    ]),
  },
  {
    name: "fields that are called like the code's own names, and of nothing that is checked beside them",
    text: edit(
      ...operationsFor([
        closed({ isFields: STRING, found: {}, value: {}, names: {} }, "isFields"),
        { type: "object", properties: { found: {} }, additionalProperties: true },
      ]),
    ),
  },
  {
    name: "fields that may all be anything",
    text: edit([
      ["paths"],
      {
        "/a": {
          get: operation("a.b", {
            responses: {
              "200": answer({
                data: { type: "object", properties: { found: {} }, additionalProperties: true },
              }),
            },
          }),
        },
      },
    ]),
  },
  { name: "members", text: edit(...withMembers) },
])("the checks of $name compile strictly, as declarations of their own", async ({ text }) => {
  const { workspace } = await checksOf(text);
  const tsconfig = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { types: [], lib: ["ES2023", "DOM"], declaration: true, isolatedDeclarations: true },
    files: ["src/check.ts"],
  };
  writeFileSync(join(workspace, "tsconfig.json"), JSON.stringify(tsconfig));

  expect(compile(workspace)).toBe("");
});

function compile(workspace: string): string {
  try {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    return execFileSync(process.execPath, [compiler, "--project", workspace], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test("a component is checked by one function, wherever it stands", async () => {
  const schemas = [
    ref("Node"),
    ref("Alias"),
    { type: "array", items: ref("Node") },
    { anyOf: [ref("Node"), { type: "null" }] },
    { oneOf: [ref("Alias"), ref("Node")] },
    { type: "object", allOf: [ref("Node")], description: "The root." },
  ];
  const { source } = await checksOf(edit(...COMPONENTS, ...operationsFor(schemas)));

  expect(source.match(/function (Node|row_r\d_it)\w*/g)).toEqual(["function Node"]);
  // Called for its own child and children, and for each of the schemas.
  expect(source.match(/\bNode\((field|item)/g)).toHaveLength(2 + schemas.length);
});

test("only what refers to itself minds how long the pointer is", async () => {
  const { source } = await checksOf(edit(...COMPONENTS, ...operationsFor([ref("Node"), ref("Object")])));
  const guarded = source.split("\n\n").filter((text) => text.includes("at.length"));

  expect(guarded.map((text) => text.match(/function (\w+)/)?.[1])).toEqual(["Node"]);
});

test("an answer that is nested 100,000 deep ends the checking, not the process", async () => {
  const { find } = await checksOf(edit(...COMPONENTS, ...operationsFor([ref("Node")])));
  const deep = JSON.parse(`${'{"name":"","child":'.repeat(100_000)}{}${"}".repeat(100_000)}`);

  expect(find("row.r0", { it: deep })).toEqual([]);
});

test("fields of fields that no component parts are checked to a depth, and anything fits below", async () => {
  const nested = (depth: number): JsonObject => closed({ a: depth === 0 ? STRING : nested(depth - 1) });
  const value = (depth: number): unknown => (depth === 0 ? { b: 1 } : { a: value(depth - 1) });
  const { find } = await checksOf(edit(...operationsFor([nested(5), nested(40)])));

  expect(said(find("row.r0", { it: value(5) }))).toEqual([
    `${"/a".repeat(5)}/b unknown_field: absent, not number`,
  ]);
  expect(find("row.r1", { it: value(40) })).toEqual([]);
});

test("every example of a successful answer is as the contract says, and drifts with a field more", async () => {
  const model = readModel(loadContract(contractFile), []);
  const { find } = await checksOf(edit());
  const contract = loadContract(contractFile);
  const counts = model.operations.map(({ id, pointer, success }) => {
    const media = [...pointer, "responses", success.status, "content", "application/json", "examples"];
    const { value: named } = contract.resolve(media);
    const values = Object.keys(isObject(named) ? named : {})
      .map((name) => contract.resolve([...media, name, "value"]).value as { code: number; data: JsonObject })
      .filter(({ code }) => code === 0);
    for (const value of values) {
      const result = success.from === "data" ? value.data : value;
      expect(find(id, result)).toEqual([]);
      expect(find(id, { ...result, x: 1 })).toEqual([
        { operation: id, pointer: "/x", kind: "unknown_field", expected: "absent", found: "number" },
      ]);
    }
    return [id, values.length];
  });

  expect(Object.fromEntries(counts)).toMatchObject({
    "auth.v3.tenantAccessToken.internal": 1,
    "im.v1.chat.list": 3,
  });
});
