import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Difference } from "@feishu-openapi/codegen/files.ts";
import type { GeneratedFile } from "@feishu-openapi/codegen/generate.ts";
import { MARK, readChangeset, writeChangeset, type WrittenChangeset } from "./changeset-text.ts";
import { atVersion, BUMPS, largest, PACKAGES, type Bump, type Bumps, type Package } from "./verdict/bump.ts";
import { bumpsOf, type Verdict } from "./verdict/verdict.ts";

const FOLDER = ".changeset";

/** The hashes of the contract before and after. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** The planned change of the changeset folder. */
export interface ChangesetPlan {
  /** The bump of each package. */
  readonly bumps: Bumps;
  /** Relative to the repository's root; `undefined` when no changeset is needed. */
  readonly path: string | undefined;
  readonly files: readonly GeneratedFile[];
  readonly differences: readonly Difference[];
  /** Edits by hand that were overruled, with the reason. */
  readonly notes: readonly string[];
}

/**
 * Plans one changeset for the verdicts. It replaces those that earlier runs wrote for this change; without verdicts
 * there is none. Changesets that were written by hand, and those in `settled`, stay.
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
  // Without verdicts, edits by hand are dropped together with the change.
  const written =
    ours[0] === undefined || verdicts.length === 0 ? undefined : readChangeset(read(root, ours[0]));
  const { bumps, proposed, notes } = decide(root, verdicts, written);
  const reason = written?.reason;
  const needed = reason !== undefined || PACKAGES.some((each) => bumps[each] !== "none");
  const path = `${FOLDER}/${name}`;
  const text = writeChangeset({ bumps, proposed, reason }, verdicts);
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
  written: WrittenChangeset | undefined,
): { bumps: Bumps; proposed: Bumps; notes: string[] } {
  const notes: string[] = [];
  const bumps: Record<Package, Bump> = { client: "none", mock: "none" };
  const proposed: Record<Package, Bump> = { client: "none", mock: "none" };
  for (const each of PACKAGES) {
    const version = versionOf(root, each);
    const rate: Rate = (some) => atVersion(bumpsOf(some)[each], version);
    proposed[each] = rate(verdicts);
    bumps[each] = written ? byHand(each, verdicts, rate, written, notes) : proposed[each];
  }
  return { bumps, proposed, notes };
}

/** The bump that verdicts give one package at its version. */
type Rate = (verdicts: readonly Verdict[]) => Bump;

function rank(one: Bump): number {
  return BUMPS.indexOf(one);
}

/** Applies a bump that was edited by hand: a raised bump stays; a lowered one stays if its reason covers all verdicts. */
function byHand(
  each: Package,
  verdicts: readonly Verdict[],
  rate: Rate,
  written: WrittenChangeset,
  notes: string[],
): Bump {
  const now = rate(verdicts);
  const [theirs, before] = [written.bumps[each], written.proposed[each]];
  if (rank(theirs) > rank(before)) return largest([theirs, now]);
  if (rank(theirs) >= rank(before) || rank(theirs) >= rank(now)) return now;
  if (written.reason === undefined) {
    notes.push(
      `${each} is ${now}, not ${theirs}: to lower a bump, add a line "reason: ..." to the changeset`,
    );
    return now;
  }
  const later = verdicts.find((one) => rank(rate([one])) > rank(theirs) && !written.lists(one));
  if (!later) return theirs;
  notes.push(
    `${each} is ${now}, not ${theirs}: the reason is older than "${later.place}: ${later.sentence}"; lower the bump again if the reason covers that too`,
  );
  return now;
}

function isOurs(root: string, name: string): boolean {
  return /^contract-.*\.md$/.test(name) && read(root, name).includes(MARK);
}

/** A name from the hashes of the first run, so that two branches write two files. Later runs keep the name. */
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
