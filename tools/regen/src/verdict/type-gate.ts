import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emitClientTypes } from "@feishu-openapi/codegen/emit/client-types.ts";
import { parametersName } from "@feishu-openapi/codegen/emit/names.ts";
import { temporaryFolder } from "@feishu-openapi/codegen/files.ts";
import type { Model, Operation } from "@feishu-openapi/codegen/model.ts";
import { readModel } from "@feishu-openapi/codegen/read/model.ts";
import { home } from "../home.ts";
import { EVERYWHERE } from "./compare/contracts.ts";
import { code } from "./side.ts";
import type { Pair, Verdict } from "./verdict.ts";

/** A line that does not compile when the change breaks a program, and what to say then. */
interface Claim {
  readonly line: string;
  readonly place: string;
  readonly sentence: string;
}

/**
 * Compiles, for each pair, programs that call the client generated from the first contract against the one generated
 * from the second: old requests must still be taken, new answers must be readable as the old ones. One run of the
 * compiler for all pairs.
 */
export function typeGate(pairs: readonly Pair[]): Verdict[][] {
  const folder = temporaryFolder(home, "type-gate");
  try {
    cpSync(join(home, "packages/client/src/types.ts"), join(folder, "types.ts"));
    const claims = pairs.map(({ before, after }, index) =>
      writePair(folder, index, readModel(before, []), readModel(after, [])),
    );
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
    const broken = compile(folder);
    return claims.map((own, index) =>
      own
        .filter((_, line) => broken.has(`agreement-${index}.ts:${line + 1}`))
        .map(({ place, sentence }) => ({
          kind: "types",
          place,
          sentence,
          bump: { client: "major", mock: "none" },
        })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  },
  include: ["agreement-*.ts"],
};

function writePair(folder: string, index: number, before: Model, after: Model): Claim[] {
  const texts = [emitClientTypes(before), emitClientTypes(after)] as const;
  for (const [side, text] of [
    ["before", texts[0]],
    ["after", texts[1]],
  ] as const) {
    mkdirSync(join(folder, `${side}-${index}`), { recursive: true });
    writeFileSync(join(folder, `${side}-${index}/client.ts`), text);
  }
  const claims = [...importClaims(index), ...operationClaims(before, after), ...nameClaims(texts[0])];
  writeFileSync(join(folder, `agreement-${index}.ts`), claims.map(({ line }) => `${line}\n`).join(""));
  return claims;
}

function importClaims(index: number): Claim[] {
  const sentence = "the generated types do not compile";
  return (["before", "after"] as const).map((side) => ({
    line: `import type * as ${side} from "./${side}-${index}/client.ts";`,
    place: EVERYWHERE,
    sentence,
  }));
}

function operationClaims(before: Model, after: Model): Claim[] {
  return before.operations.flatMap((operation, index): Claim[] => {
    const heir = after.operations.find(({ id }) => id === operation.id);
    if (!heir) return [];
    const method = operation.id
      .split(".")
      .map((step) => `["${step}"]`)
      .join("");
    const [old, now] = [`before.FeishuOperations${method}`, `after.FeishuOperations${method}`];
    return [
      {
        line: `export const method${index} = (now: ${now}): ${old} => now;`,
        place: operation.id,
        sentence: "a program that calls it no longer compiles",
      },
      ...keyClaims(operation, heir, index),
    ];
  });
}

/** A type with a field less takes a variable of the old type, but not what callers write: an object with the field. */
function keyClaims(before: Operation, after: Operation, index: number): Claim[] {
  if (before.parameters.length === 0) return [];
  const name = parametersName(before);
  const now = after.parameters.length === 0 ? "never" : `keyof after.${name}`;
  return [
    {
      line: `export const keys${index} = (key: keyof before.${name}): ${now} => key;`,
      place: before.id,
      sentence: "a program that passes what is gone no longer compiles",
    },
  ];
}

function nameClaims(client: string): Claim[] {
  return Array.from(client.matchAll(/^export (?:interface|type) (\w+)/gm), ([, name = ""]) => ({
    line: `export type Exported${name} = after.${name};`,
    place: EVERYWHERE,
    sentence: `the client no longer exports the type ${code(name)}: programs that import it break`,
  }));
}

/** Where the compiler complains, as `file:line`. */
function compile(folder: string): Set<string> {
  const compiler = join(home, "tools/regen/node_modules/typescript/bin/tsc");
  const { stdout, error } = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return new Set(
    Array.from(stdout.matchAll(/^([\w-]+\.ts)\((\d+),/gm), ([, file, line]) => `${file}:${line}`),
  );
}
