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

test("compiles the checks of every kind of schema under strict options", async () => {
  const { workspace } = await checksOf(edit(...COMPONENTS, ...operationsFor(KINDS)));
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

test("emits a component once when it is used in several places", async () => {
  const schemas = [
    ref("Node"),
    ref("Alias"),
    { type: "array", items: ref("Node") },
    { anyOf: [ref("Node"), { type: "null" }] },
    { oneOf: [ref("Alias"), ref("Node")] },
    { type: "object", allOf: [ref("Node")], description: "The root." },
  ];
  const { source } = await checksOf(edit(...COMPONENTS, ...operationsFor(schemas)));

  expect(source.match(/^  (Node|row_r\d_it)\w*(?=:)/gm)).toEqual(["  Node"]);
  // Used by its own child and children, and by each schema.
  expect(source.match(/object: "Node"/g)).toHaveLength(2 + schemas.length);
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
