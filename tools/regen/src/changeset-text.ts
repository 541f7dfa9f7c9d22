import { createHash } from "node:crypto";
import { BUMPS, PACKAGES, type Bump, type Package } from "./verdict/bump.ts";
import type { Verdict } from "./verdict/verdict.ts";

/** What stands in each changeset that `pnpm regen` wrote, and in no other. */
export const MARK = "# Written by `pnpm regen`, and written anew by the next.";
const RULES = "# A bump may be raised by hand. One that is lowered needs a line `reason: ...` at the end.";

/** What a changeset says. */
export interface Said {
  /** What each package is released as. */
  readonly bumps: Readonly<Record<Package, Bump>>;
  /** What the verdicts made of each package, before a person changed it. */
  readonly judged: Readonly<Record<Package, Bump>>;
  /** From `reason:` to the end of the file, as it was written; `undefined` without one. */
  readonly reason: string | undefined;
}

/** One that `pnpm regen` wrote, with what a person changed in it. */
export interface Written extends Said {
  /** Whether it was written for this verdict, among others. */
  readonly knows: (verdict: Verdict) => boolean;
}

/** The text of a changeset. */
export function writeChangeset({ bumps, judged, reason }: Said, verdicts: readonly Verdict[]): string {
  const released = PACKAGES.filter((each) => bumps[each] !== "none");
  return [
    "---",
    MARK,
    RULES,
    `# judged: ${PACKAGES.map((each) => `${each} ${judged[each]}`).join(", ")}; for ${verdicts.map(mark).join(" ")}`,
    ...released.map((each) => `"@feishu-openapi/${each}": ${bumps[each]}`),
    "---",
    "",
    "The contract changed:",
    "",
    ...verdicts.map(({ place, sentence }) => `- ${place}: ${sentence}.`),
    ...(reason === undefined ? [""] : ["", reason]),
  ].join("\n");
}

/** The inverse of {@link writeChangeset}, for a text that a person may have changed. */
export function readChangeset(text: string): Written {
  const [comment = ""] = /^# judged: .*$/m.exec(text) ?? [];
  const bumps = eachPackage((name) =>
    new RegExp(`^["']?@feishu-openapi/${name}["']?: *["']?(\\w+)`, "m").exec(text),
  );
  const judged = eachPackage((name) => new RegExp(`\\b${name} (\\w+)`).exec(comment));
  const [reason] = /^reason:\s*\S[^]*/im.exec(text) ?? [];
  return { bumps, judged, reason, knows: (verdict) => comment.includes(` ${mark(verdict)}`) };
}

function eachPackage(find: (name: Package) => RegExpExecArray | null): Record<Package, Bump> {
  const bump = (name: Package): Bump => BUMPS.find((one) => one === find(name)?.[1]) ?? "none";
  return { client: bump("client"), mock: bump("mock") };
}

/** A verdict in eight letters, so that a reader's eye passes over it. */
function mark({ place, sentence }: Verdict): string {
  return createHash("sha256").update(`${place}: ${sentence}`).digest("hex").slice(0, 8);
}
