import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Difference } from "@feishu-openapi/codegen/files.ts";
import type { GeneratedFile } from "@feishu-openapi/codegen/generate.ts";
import { MARK, readChangeset, writeChangeset, type Written } from "./changeset-text.ts";
import { atVersion, BUMPS, largest, PACKAGES, type Bump, type Bumps, type Package } from "./verdict/bump.ts";
import { bumpsOf, type Verdict } from "./verdict/verdict.ts";

const FOLDER = ".changeset";

/** The hashes of the contract before and after. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** What is to be done to the folder of changesets, in the words of the generator. */
export interface ChangesetPlan {
  /** What each package is released as. */
  readonly bumps: Bumps;
  /** From the repository's root; `undefined` where none is needed. */
  readonly path: string | undefined;
  readonly files: readonly GeneratedFile[];
  readonly differences: readonly Difference[];
  /** What was not done as somebody wrote it, and why. */
  readonly notes: readonly string[];
}

/**
 * One changeset for the verdicts, in place of any that `pnpm regen` wrote for this change before; none without
 * verdicts. Those that a person wrote, and those in `settled`, are let be.
 */
export function planChangeset(
  root: string,
  change: Change,
  settled: ReadonlySet<string>,
  verdicts: readonly Verdict[],
): ChangesetPlan {
  const names = existsSync(join(root, FOLDER)) ? readdirSync(join(root, FOLDER)) : [];
  const ours = names.filter((name) => isOurs(root, name) && !settled.has(name));
  const name = ours[0] ?? freeName(names, change);
  // What a person changed goes with the change that they changed it for.
  const written =
    ours[0] === undefined || verdicts.length === 0 ? undefined : readChangeset(read(root, ours[0]));
  const { bumps, judged, notes } = decide(root, verdicts, written);
  const reason = written?.reason;
  const needed = reason !== undefined || PACKAGES.some((each) => bumps[each] !== "none");
  const path = `${FOLDER}/${name}`;
  const text = writeChangeset({ bumps, judged, reason }, verdicts);
  const leftOver = (needed ? ours.slice(1) : ours).map((old): Difference => ({
    path: `${FOLDER}/${old}`,
    state: "left over",
  }));
  if (!needed) return { bumps, path: undefined, files: [], differences: leftOver, notes };
  const state = ours[0] === undefined ? "missing" : "stale";
  const differs = ours[0] === undefined || read(root, name) !== text;
  return {
    bumps,
    path,
    files: [{ path, text }],
    differences: [...(differs ? [{ path, state } as const] : []), ...leftOver],
    notes,
  };
}

function decide(
  root: string,
  verdicts: readonly Verdict[],
  written: Written | undefined,
): { bumps: Bumps; judged: Bumps; notes: string[] } {
  const notes: string[] = [];
  const bumps: Record<Package, Bump> = { client: "none", mock: "none" };
  const judged: Record<Package, Bump> = { client: "none", mock: "none" };
  for (const each of PACKAGES) {
    const version = versionOf(root, each);
    const rate: Rate = (some) => atVersion(bumpsOf(some)[each], version);
    judged[each] = rate(verdicts);
    bumps[each] = written ? byHand(each, verdicts, rate, written, notes) : judged[each];
  }
  return { bumps, judged, notes };
}

/** What some verdicts make of one package at its version. */
type Rate = (verdicts: readonly Verdict[]) => Bump;

function rank(one: Bump): number {
  return BUMPS.indexOf(one);
}

/** What becomes of a bump that a person changed: a raised one stays, a lowered one with a reason for all that it hides. */
function byHand(
  each: Package,
  verdicts: readonly Verdict[],
  rate: Rate,
  written: Written,
  notes: string[],
): Bump {
  const now = rate(verdicts);
  const [theirs, before] = [written.bumps[each], written.judged[each]];
  if (rank(theirs) > rank(before)) return largest([theirs, now]);
  if (rank(theirs) >= rank(before) || rank(theirs) >= rank(now)) return now;
  if (written.reason === undefined) {
    notes.push(
      `${each} is ${now} again, not ${theirs}: a lower bump needs a line "reason: ..." in the changeset`,
    );
    return now;
  }
  const later = verdicts.find((one) => rank(rate([one])) > rank(theirs) && !written.knows(one));
  if (!later) return theirs;
  notes.push(
    `${each} is ${now}, not ${theirs}: the reason is older than "${later.place}: ${later.sentence}"; lower it again where the reason holds for that, too`,
  );
  return now;
}

function isOurs(root: string, name: string): boolean {
  return /^contract-.*\.md$/.test(name) && read(root, name).includes(MARK);
}

/** Named by the change as it is first seen, so that those of two branches are two files; then the name stays. */
function freeName(names: readonly string[], { before, after }: Change): string {
  const hash = createHash("sha256").update(`${before} ${after}`).digest("hex");
  const stem = `contract-${hash.slice(0, 8)}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
    if (!names.includes(name)) return name;
  }
}

function read(root: string, name: string): string {
  return readFileSync(join(root, FOLDER, name), "utf8");
}

function versionOf(root: string, each: Package): string {
  const { version } = JSON.parse(readFileSync(join(root, `packages/${each}/package.json`), "utf8")) as {
    version: string;
  };
  return version;
}
