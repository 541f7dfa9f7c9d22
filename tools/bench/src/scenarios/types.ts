import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { interleave, type Measure } from "../harness/figures.ts";
import type { Scenario } from "../harness/scenario.ts";

const ROUNDS = { full: 5, quick: 1, tiny: 1 };
const PROGRAMS = ["empty", "openapi-fetch", "official", "ours"] as const;
/** Without the types of Node, which all programs would share. */
const compilerOptions = {
  target: "es2022",
  lib: ["es2023", "dom"],
  module: "nodenext",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};
const COMPILERS = {
  "5.9": compilerAt(import.meta.url),
  // The one that the workspace uses.
  "7.0": compilerAt(new URL("../../../../package.json", import.meta.url).href),
};

/** The compiler's work for a file with one call. */
export const types: Scenario = {
  name: "types",
  title: "Type-check of a file with one call",
  note: "Type instantiations beyond those of an empty file, and the compiler's own time, by TypeScript version.",
  async measure(_server, effort): Promise<Measure[]> {
    const measures: Measure[] = [];
    for (const [version, compiler] of Object.entries(COMPILERS)) {
      if (effort === "tiny" && version !== "7.0") continue;
      let empty = 0;
      const samples = await interleave(ROUNDS[effort], PROGRAMS, async (program, round) => {
        const diagnostic = await check(compiler, program);
        if (round === 0 && program === "empty") empty = diagnostic("Instantiations");
        return { instantiations: diagnostic("Instantiations") - empty, time: diagnostic("Total time") };
      });
      measures.push(
        {
          key: `types.${version}.instantiations`,
          title: `${version}: instantiations`,
          unit: "count",
          samples: samples["instantiations"]!,
        },
        { key: `types.${version}.time`, title: `${version}: time`, unit: "s", samples: samples["time"]! },
      );
    }
    return measures;
  },
};

async function check(compiler: string, program: string): Promise<(line: string) => number> {
  const folder = await mkdtemp(join(tmpdir(), "feishu-bench-"));
  try {
    const project = join(folder, "tsconfig.json");
    const file = fileURLToPath(new URL(`../../src/programs/${program}.ts`, import.meta.url));
    await writeFile(project, JSON.stringify({ compilerOptions, files: [file] }));
    const argv = [compiler, "--project", project, "--extendedDiagnostics"];
    const { stdout } = await promisify(execFile)(process.execPath, argv).catch(
      (error: { stdout?: string }) => {
        throw new Error(`${program}.ts does not compile: ${error.stdout?.split("\n")[0]}`);
      },
    );
    return (line) => Number(new RegExp(`^${line}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function compilerAt(from: string): string {
  const manifest = createRequire(from).resolve("typescript/package.json");
  return join(dirname(manifest), "bin/tsc");
}
