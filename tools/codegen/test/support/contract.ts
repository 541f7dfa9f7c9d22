import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** The real contract. */
export const contractFile = join(root, "spec/openapi.yaml");

/** A pointer and its new value; `undefined` removes the value. */
export type Edit = readonly [pointer: readonly string[], value: unknown];

// A JSON copy has no aliases, so an edit changes one place only.
const real = JSON.stringify(parse(readFileSync(contractFile, "utf8")));

type Container = { [step: string]: unknown };

/** The real contract with edits, as YAML. */
export function edit(...edits: readonly Edit[]): string {
  const document = JSON.parse(real) as Container;
  for (const [pointer, value] of edits) {
    const last = pointer.at(-1) ?? "";
    const parent = pointer
      .slice(0, -1)
      .reduce((container, step) => (container[step] ??= {}) as Container, document);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return stringify(document, { aliasDuplicateObjects: false });
}

/** Writes a contract to a new temporary folder. Returns the path of the file. */
export function writeContract(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "codegen-")), "openapi.yaml");
  writeFileSync(file, text);
  return file;
}
