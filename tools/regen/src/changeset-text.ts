import { createHash } from "node:crypto";
import { BUMPS, PACKAGES, type Bump, type Package } from "./verdict/bump.ts";
import type { Verdict } from "./verdict/verdict.ts";

/** The line that marks the changesets of `pnpm regen`. */
export const MARK = "# Written by `pnpm regen`, which updates it.";
const RULES = "# You may raise a bump. To lower one, add a line `reason: ...` at the end.";

/** The contents of a changeset. */
export interface Changeset {
  /** The bump of each package. */
  readonly bumps: Readonly<Record<Package, Bump>>;
  /** The bumps that the verdicts give, before any edit by hand. */
  readonly proposed: Readonly<Record<Package, Bump>>;
  /** The text from `reason:` to the end of the file, unchanged. */
  readonly reason: string | undefined;
}

/** A changeset that `pnpm regen` wrote and that may have been edited by hand. */
export interface WrittenChangeset extends Changeset {
  /** Whether the changeset lists the verdict. */
  readonly lists: (verdict: Verdict) => boolean;
}

/** The text of a changeset. */
export function writeChangeset({ bumps, proposed, reason }: Changeset, verdicts: readonly Verdict[]): string {
  const released = PACKAGES.filter((each) => bumps[each] !== "none");
  return [
    "---",
    MARK,
    RULES,
    `# verdicts: ${PACKAGES.map((each) => `${each} ${proposed[each]}`).join(", ")}; for ${verdicts.map(hashOf).join(" ")}`,
    ...released.map((each) => `"@feishu-openapi/${each}": ${bumps[each]}`),
    "---",
    "",
    "The contract changed:",
    "",
    ...verdicts.map(({ place, sentence }) => `- ${place}: ${sentence}.`),
    ...(reason === undefined ? [""] : ["", reason]),
  ].join("\n");
}

/** Parses the text of {@link writeChangeset}, which may have been edited by hand. */
export function readChangeset(text: string): WrittenChangeset {
  const [comment = ""] = /^# verdicts: .*$/m.exec(text) ?? [];
  const bumps = eachPackage((name) =>
    new RegExp(`^["']?@feishu-openapi/${name}["']?: *["']?(\\w+)`, "m").exec(text),
  );
  const proposed = eachPackage((name) => new RegExp(`\\b${name} (\\w+)`).exec(comment));
  const [reason] = /^reason:\s*\S[^]*/im.exec(text) ?? [];
  return { bumps, proposed, reason, lists: (verdict) => comment.includes(` ${hashOf(verdict)}`) };
}

function eachPackage(find: (name: Package) => RegExpExecArray | null): Record<Package, Bump> {
  const bump = (name: Package): Bump => BUMPS.find((one) => one === find(name)?.[1]) ?? "none";
  return { client: bump("client"), mock: bump("mock") };
}

/** A short hash that identifies a verdict. */
function hashOf({ place, sentence }: Verdict): string {
  return createHash("sha256").update(`${place}: ${sentence}`).digest("hex").slice(0, 8);
}
