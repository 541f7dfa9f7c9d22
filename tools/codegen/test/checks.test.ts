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
  linesOf,
  STRING,
} from "./support/checks.ts";
import { contractFile, edit, root } from "./support/contract.ts";
import { withMembers } from "./support/members.ts";
import { successResponse, operation } from "./support/operations.ts";

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
    name: "recursion, lists, records and branches",
    text: edit(...COMPONENTS, ...operationsFor(KINDS)),
  },
  {
    name: "no object to check",
    text: edit([
      ["paths"],
      {
        "/a": {
          get: operation("a.b", { responses: { "200": successResponse({ data: { type: "object" } }) } }),
        },
      },
    ]),
  },
  {
    name: "fields with the names of the code's own variables",
    text: edit(
      ...operationsFor([
        closed({ isFields: STRING, found: {}, value: {}, names: {} }, "isFields"),
        { type: "object", properties: { found: {} }, additionalProperties: true },
      ]),
    ),
  },
  {
    name: "fields without a type",
    text: edit([
      ["paths"],
      {
        "/a": {
          get: operation("a.b", {
            responses: {
              "200": successResponse({
                data: { type: "object", properties: { found: {} }, additionalProperties: true },
              }),
            },
          }),
        },
      },
    ]),
  },
  { name: "the second list operation", text: edit(...withMembers) },
])("compiles the checks of $name under strict options", async ({ text }) => {
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

test("emits one function for a component that is used in several places", async () => {
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
  // Called for its own child and children, and for each schema.
  expect(source.match(/\bNode\((field|item)/g)).toHaveLength(2 + schemas.length);
});

test("limits the pointer length only for recursive components", async () => {
  const { source } = await checksOf(edit(...COMPONENTS, ...operationsFor([ref("Node"), ref("Object")])));
  const guarded = source.split("\n\n").filter((text) => text.includes("at.length"));

  expect(guarded.map((text) => text.match(/function (\w+)/)?.[1])).toEqual(["Node"]);
});

test("stops at the pointer limit in a response that is nested 100,000 levels deep", async () => {
  const { find } = await checksOf(edit(...COMPONENTS, ...operationsFor([ref("Node")])));
  const deep = JSON.parse(`${'{"name":"","child":'.repeat(100_000)}{}${"}".repeat(100_000)}`);

  expect(find("row.r0", { it: deep })).toEqual([]);
});

test("checks nested objects without components only to a maximum depth", async () => {
  const nested = (depth: number): JsonObject => closed({ a: depth === 0 ? STRING : nested(depth - 1) });
  const value = (depth: number): unknown => (depth === 0 ? { b: 1 } : { a: value(depth - 1) });
  const { find } = await checksOf(edit(...operationsFor([nested(5), nested(40)])));

  expect(linesOf(find("row.r0", { it: value(5) }))).toEqual([
    `${"/a".repeat(5)}/b unknown_field: absent, not number`,
  ]);
  expect(find("row.r1", { it: value(40) })).toEqual([]);
});

test("finds no drift in the examples of successful responses, and one with an additional field", async () => {
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
