import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Exchange } from "../../src/cases/case.ts";
import { contractFile } from "../../src/contract/read.ts";
import { harOf } from "../../src/report/har.ts";
import type { Report } from "../../src/report/report.ts";

/** A problem that `redocly drift` reports; equal ones are merged. */
export interface Problem {
  readonly severity: "info" | "warning" | "error";
  readonly target: "request" | "response";
  readonly message: string;
}

/** How much of the contract the traffic covers, and what is missing. */
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

/** Runs `redocly drift` on exchanges, passed as the HAR that `--har` writes. */
export async function runRedoclyDrift(
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
    await run([redocly(), "drift", traffic, "--api", contractFile, ...options], report);
    const { problems } = JSON.parse(readFileSync(report, "utf8")) as { problems: Problem[] };
    return { problems, coverage: JSON.parse(readFileSync(coverage, "utf8")) as Coverage };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Exit code 1 means errors in the report, or no report. */
async function run(args: readonly string[], report: string): Promise<void> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true" };
  try {
    await promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    if (!existsSync(report)) throw error;
  }
}

function redocly(): string {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Record<string, string> };
  return join(dirname(manifest), Object.values(bin)[0] ?? "");
}
