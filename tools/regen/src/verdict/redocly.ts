import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@feishu-openapi/codegen/files.ts";
import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/json.ts";
import type { Contract } from "@feishu-openapi/codegen/load-contract.ts";
import { home } from "../home.ts";
import { EVERYWHERE } from "./compare/contracts.ts";
import type { Bump, Verdict } from "./verdict.ts";

/** The rules that are switched on. */
const RULES = join(home, "tools/regen/redocly-diff.yaml");

/** Of redocly's report. */
interface Change {
  readonly path: string;
  readonly verdicts: readonly { readonly ruleId: string; readonly impact: Bump; readonly message: string }[];
}

/**
 * What the rules of `redocly diff` say of a change. Its rating of what no rule of it names is left out: for all of
 * that it says patch or minor by the kind of edit alone.
 */
export async function redoclyVerdicts(
  before: Contract,
  after: Contract,
  rules: string = RULES,
): Promise<Verdict[]> {
  const folder = temporaryFolder(home, "redocly-diff");
  try {
    // As JSON, which is quicker to read; redocly reports pointers, which are the same.
    for (const [name, { document }] of [
      ["before.json", before],
      ["after.json", after],
    ] as const)
      writeFileSync(join(folder, name), JSON.stringify(document));
    const report = await run(folder, rules);
    return report.flatMap(({ path, verdicts }) =>
      verdicts.map(({ ruleId, impact, message }) => ({
        kind: ruleId,
        place: operationAt(path, after.document) ?? operationAt(path, before.document) ?? EVERYWHERE,
        sentence: message.replace(/\.$/, "").replaceAll("'", "`"),
        bump: { client: impact, mock: impact },
      })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, rules: string): Promise<readonly Change[]> {
  const redocly = join(home, "tools/regen/node_modules/@redocly/cli/bin/cli.js");
  const args = ["diff", "before.json", "after.json", "--config", rules, "--format=json", "--fail-on=none"];
  const child = spawn(process.execPath, [redocly, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, REDOCLY_SUPPRESS_NOTIFICATIONS: "true" },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    return (JSON.parse(stdout) as { changes: readonly Change[] }).changes;
  } catch {
    const [reason] = stderr.trim().split("\n");
    throw new Error(`redocly diff gave no report: ${reason}; see tools/regen/src/verdict/redocly.ts`);
  }
}

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let read = "";
  for await (const chunk of stream) read += String(chunk);
  return read;
}

function operationAt(path: string, document: JsonObject): string | undefined {
  const [paths, address, method] = parsePointer(path) ?? [];
  let value: unknown = document;
  for (const step of [paths, address, method]) value = isObject(value) ? value[step ?? ""] : undefined;
  return isObject(value) && typeof value["operationId"] === "string" ? value["operationId"] : undefined;
}
