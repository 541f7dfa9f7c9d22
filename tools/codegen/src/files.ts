import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { GeneratedFile } from "./generate.ts";

/** How the tree differs from what the contract gives. */
export interface Difference {
  readonly path: string;
  readonly state: "missing" | "stale" | "left over";
}

/** What {@link writeFiles} would change below `root`. A `generated` folder holds generated files only. */
export function compareFiles(files: readonly GeneratedFile[], root: string): Difference[] {
  const differences = files.flatMap(({ path, text }): Difference[] => {
    const file = join(root, path);
    if (!existsSync(file)) return [{ path, state: "missing" }];
    return readFileSync(file, "utf8") === text ? [] : [{ path, state: "stale" }];
  });
  const folders = new Set(
    files.map(({ path }) => posix.dirname(path)).filter((folder) => folder.endsWith("/generated")),
  );
  for (const folder of folders) {
    if (!existsSync(join(root, folder))) continue;
    for (const name of readdirSync(join(root, folder))) {
      const path = `${folder}/${name}`;
      if (!files.some((file) => file.path === path)) differences.push({ path, state: "left over" });
    }
  }
  return differences;
}

/**
 * Makes the tree what the contract gives. Every file is first written beside its place and only then are all of them
 * renamed, so that what cannot be written leaves the tree as it was.
 */
export function writeFiles(
  files: readonly GeneratedFile[],
  differences: readonly Difference[],
  root: string,
): void {
  const staged: { temporary: string; target: string }[] = [];
  try {
    for (const { path, state } of differences) {
      const file = files.find((entry) => entry.path === path);
      if (state === "left over" || !file) continue;
      const target = join(root, path);
      const temporary = `${target}.${process.pid}.tmp`;
      mkdirSync(dirname(target), { recursive: true });
      staged.push({ temporary, target });
      writeFileSync(temporary, file.text);
    }
    for (const { temporary, target } of staged) renameSync(temporary, target);
    for (const { path, state } of differences)
      if (state === "left over") rmSync(join(root, path), { recursive: true });
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}
