import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { commandOf } from "../../src/command-of.ts";
import { contractFile } from "../../src/contract.ts";
import type { Exchange } from "../../src/probe/case.ts";
import { harOf } from "../../src/probe/har.ts";
import type { Report } from "../../src/probe/run.ts";

/** What `redocly drift` holds against some traffic; alike findings are one problem. */
export interface Problem {
  readonly severity: "info" | "warning" | "error";
  readonly target: "request" | "response";
  readonly message: string;
}

/** How much of the contract redocly saw, and what it did not see. */
export interface Coverage {
  readonly totals: Readonly<Record<"operations" | "parameters" | "properties" | "responses", Share>>;
  readonly operations: readonly {
    readonly missing: readonly { readonly status?: string; readonly path?: string }[];
  }[];
}

interface Share {
  readonly covered: number;
  readonly total: number;
}

/** Has `redocly drift` judge some exchanges of a run, as the HAR that `--har` writes. */
export async function judgedByRedocly(
  { target }: Pick<Report, "target">,
  exchanges: readonly Exchange[],
): Promise<{ problems: Problem[]; coverage: Coverage }> {
  const folder = mkdtempSync(join(tmpdir(), "redocly-drift-"));
  const [traffic, report, coverage] = ["traffic.har", "report.json", "coverage.json"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  try {
    writeFileSync(traffic, JSON.stringify(harOf({ target, exchanges })));
    const options = ["--server", target, "--format", "json", "-o", report, "--coverage-output", coverage];
    await run([commandOf("@redocly/cli"), "drift", traffic, "--api", contractFile, ...options], report);
    const { problems } = JSON.parse(readFileSync(report, "utf8")) as { problems: Problem[] };
    return { problems, coverage: JSON.parse(readFileSync(coverage, "utf8")) as Coverage };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Exit code 1 says that the report has errors, or that there is none. */
async function run(args: readonly string[], report: string): Promise<void> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true" };
  try {
    await promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    if (!existsSync(report)) throw error;
  }
}
