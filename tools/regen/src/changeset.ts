import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Difference } from "@feishu-openapi/codegen/files.ts";
import type { GeneratedFile } from "@feishu-openapi/codegen/generate.ts";
import {
  atVersion,
  BUMPS,
  bumpsOf,
  largest,
  PACKAGES,
  type Bump,
  type Package,
  type Verdict,
} from "./verdict/verdict.ts";

const FOLDER = ".changeset";
const MARK = "# Written by `pnpm regen`, and written anew by the next.";
const RULES = "# A bump may be raised by hand. One that is lowered needs a line `reason: ...` at the end.";

type Bumps = Record<Package, Bump>;

/** What is to be done to the folder of changesets, in the words of the generator. */
export interface ChangesetPlan {
  /** What each package is released as. */
  readonly bumps: Readonly<Bumps>;
  /** From the repository's root; `undefined` where none is needed. */
  readonly path: string | undefined;
  readonly files: readonly GeneratedFile[];
  readonly differences: readonly Difference[];
  /** What was not done as somebody wrote it, and why. */
  readonly notes: readonly string[];
}

/** One that `pnpm regen` wrote, with what a person changed in it. */
interface Written {
  readonly bumps: Bumps;
  readonly judged: Bumps;
  readonly reason: string | undefined;
}

/**
 * One changeset for the verdicts, in place of any that `pnpm regen` wrote for this change before; none without
 * verdicts. Those that a person wrote, and those in `settled`, are let be.
 */
export function planChangeset(
  root: string,
  baseSha256: string,
  settled: ReadonlySet<string>,
  verdicts: readonly Verdict[],
): ChangesetPlan {
  const names = existsSync(join(root, FOLDER)) ? readdirSync(join(root, FOLDER)) : [];
  const ours = names.filter((name) => isOurs(root, name) && !settled.has(name));
  const name = ours[0] ?? freeName(names, baseSha256);
  const written = ours[0] === undefined ? undefined : readChangeset(read(root, ours[0]));
  const { bumps, judged, notes } = decide(root, verdicts, written);
  const kept = written?.reason !== undefined && verdicts.length > 0;
  const needed = kept || PACKAGES.some((each) => bumps[each] !== "none");
  const path = `${FOLDER}/${name}`;
  const text = render(bumps, judged, verdicts, written?.reason);
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
  const all = bumpsOf(verdicts);
  const bumps: Bumps = { client: "none", mock: "none" };
  const judged: Bumps = { client: "none", mock: "none" };
  for (const each of PACKAGES) {
    const now = atVersion(all[each], versionOf(root, each));
    judged[each] = now;
    // What was raised for a change goes with it.
    bumps[each] = written && verdicts.length > 0 ? byHand(each, now, written, notes) : now;
  }
  return { bumps, judged, notes };
}

function rank(one: Bump): number {
  return BUMPS.indexOf(one);
}

/** What becomes of a bump that a person changed: a raised one stays, a lowered one while its reason holds. */
function byHand(each: Package, now: Bump, written: Written, notes: string[]): Bump {
  const [theirs, before] = [written.bumps[each], written.judged[each]];
  if (rank(theirs) > rank(before)) return largest([theirs, now]);
  if (rank(theirs) >= rank(before) || rank(theirs) >= rank(now)) return now;
  if (written.reason === undefined) {
    notes.push(
      `${each} is ${now} again, not ${theirs}: a lower bump needs a line "reason: ..." in the changeset`,
    );
    return now;
  }
  if (rank(now) <= rank(before)) return theirs;
  notes.push(
    `${each} is ${now}, not ${theirs}: the change is now larger than the one that the reason was for`,
  );
  return now;
}

function render(
  bumps: Bumps,
  judged: Bumps,
  verdicts: readonly Verdict[],
  reason: string | undefined,
): string {
  const released = PACKAGES.filter((each) => bumps[each] !== "none");
  return [
    "---",
    MARK,
    RULES,
    `# judged: ${PACKAGES.map((each) => `${each} ${judged[each]}`).join(", ")}`,
    ...released.map((each) => `"@feishu-openapi/${each}": ${bumps[each]}`),
    "---",
    "",
    "The contract changed:",
    "",
    ...verdicts.map(({ place, sentence }) => `- ${place}: ${sentence}.`),
    ...(reason === undefined ? [] : ["", `reason: ${reason}`]),
    "",
  ].join("\n");
}

function readChangeset(text: string): Written {
  const find = (expression: RegExp): string | undefined => expression.exec(text)?.[1];
  const bumps: Bumps = { client: "none", mock: "none" };
  const judged: Bumps = { client: "none", mock: "none" };
  for (const each of PACKAGES) {
    bumps[each] = bump(find(new RegExp(`^["']?@feishu-openapi/${each}["']?: *["']?(\\w+)`, "m")));
    judged[each] = bump(find(new RegExp(`^# judged: .*\\b${each} (\\w+)`, "m")));
  }
  return { bumps, judged, reason: find(/^reason: *(\S.*?) *$/im) };
}

function bump(value: string | undefined): Bump {
  return BUMPS.find((one) => one === value) ?? "none";
}

function isOurs(root: string, name: string): boolean {
  return /^contract-.*\.md$/.test(name) && read(root, name).includes(MARK);
}

/** Named by what it starts from, so that those of two changes are two files. */
function freeName(names: readonly string[], baseSha256: string): string {
  const stem = `contract-${baseSha256.slice(0, 8)}`;
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
