import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@feishu-openapi/codegen/files.ts";
import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/json.ts";
import { home } from "../home.ts";
import { isWidth } from "./compare/bounds.ts";
import { EVERYWHERE } from "./compare/contracts.ts";
import { normalForm } from "./normal-form.ts";
import { isText } from "./compare/wording.ts";
import type { Bump, Pair, Verdict } from "./verdict.ts";

/** The rules that are switched on. */
const RULES = join(home, "tools/regen/redocly-diff.yaml");
const DIFFS = join(home, "tools/regen/src/verdict/redocly-diffs.ts");

/** Of redocly's report. */
interface Change {
  readonly path: string;
  readonly verdicts: readonly { readonly ruleId: string; readonly impact: Bump; readonly message: string }[];
}

/**
 * What the rules of `redocly diff` say of each pair. Its rating of what no rule of it names is left out: for all of
 * that it says patch or minor by the kind of edit alone. One process for all pairs.
 */
export async function redoclyVerdicts(pairs: readonly Pair[], rules: string = RULES): Promise<Verdict[][]> {
  const folder = temporaryFolder(home, "redocly-diff");
  try {
    // As JSON, which is quicker to read; redocly reports pointers, which are the same.
    for (const [index, pair] of pairs.entries())
      for (const side of ["before", "after"] as const)
        writeFileSync(
          join(folder, `${side}-${index}.json`),
          JSON.stringify(normalForm(pair[side]).document, hearable),
        );
    const complaint = await run(folder, pairs.length, rules);
    return pairs.map((pair, index) => verdictsOf(pair, reportOf(folder, index, complaint)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Without what redocly judges wrongly and our own rules know better: it takes any other format for a break, and a thing
 * that is described in other words for another thing.
 */
function hearable(key: string, value: unknown): unknown {
  const isOurs = typeof value === "string" && (isText(key) || (key === "format" && isWidth(value)));
  return isOurs ? undefined : value;
}

function verdictsOf({ before, after }: Pair, report: readonly Change[]): Verdict[] {
  return report.flatMap(({ path, verdicts }) =>
    verdicts.map(({ ruleId, impact, message }) => ({
      kind: ruleId,
      place: operationAt(path, after.document) ?? operationAt(path, before.document) ?? EVERYWHERE,
      sentence: message.replace(/\.$/, "").replaceAll("'", "`"),
      bump: { client: impact, mock: impact },
    })),
  );
}

/** Compares the pairs of a folder; gives what was said to stderr. */
async function run(folder: string, count: number, rules: string): Promise<string> {
  const child = spawn(process.execPath, [DIFFS, String(count), rules], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, REDOCLY_SUPPRESS_NOTIFICATIONS: "true" },
  });
  return text(child.stderr);
}

function reportOf(folder: string, index: number, complaint: string): readonly Change[] {
  try {
    const report = readFileSync(join(folder, `report-${index}.json`), "utf8");
    return (JSON.parse(report) as { changes: readonly Change[] }).changes;
  } catch {
    const [reason] = complaint.trim().split("\n");
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
