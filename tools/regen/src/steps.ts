import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { repository } from "@feishu-openapi/cli/command.ts";
import { failuresIn } from "../../failures.mjs";

/** The file with the whole output of the last tests that failed, relative to the repository's root. */
export const LOG = "node_modules/.cache/regen.log";

/** The result of a program. */
export interface StepResult {
  readonly passed: boolean;
  /** stdout and stderr, interleaved; of failed tests only what failed. */
  readonly output: string;
}

/** A problem in redocly's report. */
interface Problem {
  readonly ruleId: string;
  readonly message: string;
  readonly location: readonly {
    readonly source: { readonly ref: string };
    readonly start: { readonly line: number; readonly col: number };
  }[];
}

/** Lints a contract by the rules of `spec/redocly.yaml`. The output has one line for each problem. */
export async function lint(root: string, contract: string): Promise<StepResult> {
  const redocly = join(repository, "tools/regen/node_modules/@redocly/cli/bin/cli.js");
  const rules = join(root, "spec/redocly.yaml");
  const args = [redocly, "lint", contract, "--config", rules, "--format=json"];
  const { passed, output } = await run(process.execPath, args, root);
  if (passed) return { passed, output: "" };
  // redocly prints other lines around its report.
  const report = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  try {
    return { passed, output: (JSON.parse(report) as { problems: Problem[] }).problems.map(lineOf).join("") };
  } catch {
    return { passed, output };
  }
}

function lineOf({ ruleId, message, location: [at] }: Problem): string {
  const place = at ? `${at.source.ref}:${at.start.line}:${at.start.col}: ` : "";
  return `${place}${message.trim().replaceAll(/\s+/g, " ").replace(/\.$/, "")}; correct it (${ruleId})\n`;
}

/**
 * Builds, type-checks and tests what depends on generated files: the tests of client and mock that load one of them,
 * and everything that tests the built packages. The tests of the tools do not run, since a contract is only their input.
 */
export async function testDependents(root: string, files: readonly string[]): Promise<StepResult> {
  const built = await turbo(root, [
    "build",
    "--filter=@feishu-openapi/client",
    "--filter=@feishu-openapi/mock",
  ]);
  if (!built.passed) return shortened(root, [built]);
  const results = await Promise.all([
    ...(files.length > 0 ? [vitest(root, ["related", "--run", ...files], ["client", "mock"])] : []),
    vitest(root, ["run"], ["spec", "contract-tests", "examples"]),
    turbo(root, ["types"]),
  ]);
  return shortened(root, results);
}

/** One result, with the failures only. The whole output goes into {@link LOG}. */
function shortened(root: string, results: readonly StepResult[]): StepResult {
  const output = results.flatMap((result) => (result.passed ? [] : [result.output])).join("");
  if (output === "") return { passed: true, output };
  mkdirSync(dirname(join(root, LOG)), { recursive: true });
  writeFileSync(join(root, LOG), output);
  return {
    passed: false,
    output: failuresIn(output)
      .map((line) => `${line}\n`)
      .join(""),
  };
}

function turbo(root: string, args: readonly string[]): Promise<StepResult> {
  return run("turbo", ["run", ...args, "--output-logs=errors-only"], root);
}

/** Runs tests in two workers, since each one loads the same big modules. */
function vitest(root: string, args: readonly string[], projects: readonly string[]): Promise<StepResult> {
  const named = projects.map((project) => `--project=@feishu-openapi/${project}`);
  return run("vitest", [...args, ...named, "--passWithNoTests", "--maxWorkers=2"], root);
}

function run(program: string, args: readonly string[], root: string): Promise<StepResult> {
  const path = `${join(repository, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  // On Windows the programs are scripts, which need a shell.
  const shell = process.platform === "win32" && program !== process.execPath;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      shell,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        TURBO_TELEMETRY_DISABLED: "1",
        REDOCLY_SUPPRESS_NOTIFICATIONS: "true",
        // The tests start Node many times with the same code.
        NODE_COMPILE_CACHE: join(repository, "node_modules/.cache/node"),
        ...process.env,
        PATH: path,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (output += String(chunk)));
    child.on("error", (error) => resolve({ passed: false, output: `${program}: ${error.message}\n` }));
    child.on("close", (status) => resolve({ passed: status === 0, output }));
  });
}
