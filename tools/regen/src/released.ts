import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGES } from "./verdict/bump.ts";
import type { Verdict } from "./verdict/verdict.ts";

/** The changelogs that `changeset version` writes. */
const CHANGELOGS: readonly string[] = PACKAGES.map((each) => `packages/${each}/CHANGELOG.md`);

/**
 * The verdicts that no changelog in the working tree lists, so that a changeset which `changeset version` has used is
 * not written again. `before`: the text of a changelog at the base, whose
 * entries belong to earlier changes.
 */
export function unreleased(
  root: string,
  before: (changelog: string) => string,
  verdicts: readonly Verdict[],
): Verdict[] {
  const changelogs = CHANGELOGS.map((path) => [before(path), readIfThere(root, path)].map(plain));
  return verdicts.filter(({ place, sentence }) => {
    const line = plain(`${place}: ${sentence}.`);
    return !changelogs.some(([old = "", now = ""]) => now.split(line).length > old.split(line).length);
  });
}

/** The text without what a formatter of Markdown may change. */
function plain(text: string): string {
  return text.replaceAll("\\", "").replaceAll(/\s+/g, " ");
}

function readIfThere(root: string, path: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
}
