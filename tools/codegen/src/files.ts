import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, posix } from "node:path";
import type { GeneratedFile } from "./generate.ts";

/** Staging folder, below the root so that a move is a rename within one file system. */
const STAGE = ".generate";

type Move = readonly [from: string, to: string];

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
 * Makes the tree what the contract gives. Every file is first written to a folder of its own, and only then are all of
 * them moved to their places at once: what cannot be written leaves the tree as it was, and so does a process that is
 * killed on the way.
 */
export function writeFiles(
  files: readonly GeneratedFile[],
  differences: readonly Difference[],
  root: string,
): void {
  removeAbandoned(root);
  if (differences.length === 0) return;
  const folder = join(root, STAGE, String(process.pid));
  const moves: Move[] = [];
  const removals: string[] = [];
  try {
    for (const { path, state } of differences) {
      const file = files.find((entry) => entry.path === path);
      if (state === "left over" || !file) {
        removals.push(join(root, path));
        continue;
      }
      const move: Move = [join(folder, String(moves.length)), join(root, path)];
      for (const place of move) mkdirSync(dirname(place), { recursive: true });
      accessSync(dirname(move[1]), constants.W_OK);
      writeFileSync(move[0], file.text);
      moves.push(move);
    }
    settle(moves, removals);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    removeAbandoned(root);
  }
}

/** In a process of its own, apart from this one's group: once begun, nothing that ends this one stops it half-way. */
function settle(moves: readonly Move[], removals: readonly string[]): void {
  const program = join(import.meta.dirname, "settle.mjs");
  // `detached` is missing in Node's types for the synchronous call, which takes it all the same.
  const apart: SpawnSyncOptionsWithStringEncoding & { detached: true } = { detached: true, encoding: "utf8" };
  const { status, stderr, error } = spawnSync(
    process.execPath,
    [program, JSON.stringify({ moves, removals })],
    apart,
  );
  if (error) throw error;
  if (status !== 0) throw Object.assign(new Error(stderr.trim()), { syscall: "rename" });
}

/** What processes left that were killed; each name begins with the process's id. */
function removeAbandoned(root: string): void {
  const stage = join(root, STAGE);
  if (!existsSync(stage)) return;
  for (const name of readdirSync(stage))
    if (!isAlive(Number.parseInt(name, 10))) rmSync(join(stage, name), { recursive: true, force: true });
  if (readdirSync(stage).length === 0) rmdirSync(stage);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
