import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { emitChecks } from "../../src/emit/checks/emit-checks.ts";
import type { JsonObject } from "../../src/contract/json.ts";
import { loadContract } from "../../src/contract/load-contract.ts";
import { readModel } from "../../src/read/read-model.ts";
import { root, writeContract, type Edit } from "./contract.ts";
import { successResponse, operation, schemaAt } from "./operations.ts";

/** A drift that the client reports. */
export interface Drift {
  readonly pointer: string;
  readonly kind: string;
  readonly expected: string;
  readonly found: string;
}
/** The signature of the client's `responseCheck`. */
export type Find = (operation: string, result: unknown) => (Drift & { readonly operation: string })[];

const workspaces: string[] = [];

/** Removes the folders of {@link checksOf}. */
export function removeWorkspaces(): void {
  for (const workspace of workspaces.splice(0)) rmSync(workspace, { recursive: true, force: true });
}

/** The generated checks of a contract as source text, and loaded in a copy of the client. */
export async function checksOf(text: string): Promise<{ source: string; workspace: string; find: Find }> {
  const file = writeContract(text);
  const source = emitChecks(readModel(loadContract(file), []));
  rmSync(dirname(file), { recursive: true });
  const workspace = mkdtempSync(join(tmpdir(), "checks-"));
  workspaces.push(workspace);
  writeFileSync(join(workspace, "package.json"), '{ "type": "module" }');
  cpSync(join(root, "packages/client/src"), join(workspace, "src"), { recursive: true });
  writeFileSync(join(workspace, "src/generated/checks.ts"), source);
  const { responseCheck } = await import(join(workspace, "src/check.ts"));
  return { source, workspace, find: responseCheck.find };
}

/** One operation for each schema, with the schema as the field `it` of the response's data. */
export function operationsFor(schemas: readonly JsonObject[]): Edit[] {
  return schemas.map((it, index) => [
    ["paths", `/rows/${index}`],
    { get: operation(`row.r${index}`, { responses: { "200": successResponse({ data: holding(it) }) } }) },
  ]);
}

function holding(it: JsonObject): object {
  return { type: "object", required: ["it"], properties: { it } };
}

/** Each drift on one line, without the operation and the field `it`. */
export function linesOf(drifts: readonly Drift[]): string[] {
  return drifts.map(({ pointer, kind, expected, found }) =>
    `${pointer.replace(/^\/it/, "")} ${kind}: ${expected}, not ${found}`.trim(),
  );
}

/** A reference to a component. */
export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
export const STRING: JsonObject = { type: "string" };
/** An object's schema. */
export const closed = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: "object",
  properties,
  required,
});

/** Components of all kinds. */
export const COMPONENTS: readonly Edit[] = [
  [
    schemaAt("Node"),
    closed({ name: STRING, child: ref("Node"), children: { type: "array", items: ref("Node") } }, "name"),
  ],
  [schemaAt("Alias"), ref("Node")],
  [schemaAt("Color"), { type: "string", enum: ["red", "green"] }],
  [schemaAt("Row"), { type: "array", items: { type: "integer" } }],
  [schemaAt("Rows"), { type: "array", items: ref("Rows") }],
  [
    schemaAt("Cat"),
    closed({ name: STRING, lives: { type: "integer" }, friend: ref("Cat") }, "name", "lives"),
  ],
  [
    schemaAt("Dog"),
    closed({ name: STRING, barks: { type: "boolean" }, friend: ref("Dog") }, "name", "barks"),
  ],
  // Names that the emitted code uses.
  [schemaAt("Object"), closed({ it: ref("Fields") })],
  [schemaAt("Fields"), closed({ "a-b": closed({ x: STRING }), a_b: closed({ x: { type: "number" } }) })],
];
