import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, posix } from "node:path";
import { UserError } from "@feishu-openapi/cli/errors.ts";
import type { GeneratedFile } from "./generate.ts";

/** Staging folder, below the root so that a move is a rename within one file system. */
const STAGE = ".generate";

type Move = readonly [from: string, to: string];

/** A generated file that is out of date, or a file that is no longer generated. */
export interface Difference {
  readonly path: string;
  readonly state: "missing" | "stale" | "left over";
}

/** Returns what {@link writeFiles} would change below `root`. Every file in a `generated` folder must be generated. */
export function compareFiles(files: readonly GeneratedFile[], root: string): Difference[] {
  const differences = files.flatMap(({ path, text }): Difference[] => {
    const file = join(root, path);
    if (!existsSync(file)) return [{ path, state: "missing" }];
    // Git may have converted the line breaks.
    const found = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
    return found === text ? [] : [{ path, state: "stale" }];
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
 * Writes and removes files so that {@link compareFiles} finds no difference. All files are written to a staging folder
 * first and then moved together, so an error or a killed process leaves the tree unchanged.
 *
 * @throws {UserError} when a path is a link: files outside the tree would change.
 */
export function writeFiles(
  files: readonly GeneratedFile[],
  differences: readonly Difference[],
  root: string,
): void {
  refuseLinks(root, [STAGE, ...files.map(({ path }) => path)]);
  removeAbandoned(root);
  if (differences.length === 0) return;
  const folder = join(root, STAGE, String(process.pid));
  const moves: Move[] = [];
  const removals: Move[] = [];
  try {
    for (const { path, state } of differences) {
      const file = files.find((entry) => entry.path === path);
      if (state === "left over" || !file) {
        mkdirSync(folder, { recursive: true });
        removals.push([join(root, path), join(folder, `removed-${removals.length}`)]);
        continue;
      }
      const move: Move = [join(folder, String(moves.length)), join(root, path)];
      for (const target of move) mkdirSync(dirname(target), { recursive: true });
      accessSync(dirname(move[1]), constants.W_OK);
      writeFileSync(move[0], file.text);
      moves.push(move);
    }
    moveAll(moves, removals);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    removeAbandoned(root);
  }
}

function refuseLinks(root: string, paths: readonly string[]): void {
  const folders = paths.flatMap((path) =>
    path.split("/").map((_, depth, steps) => steps.slice(0, depth + 1)),
  );
  for (const path of new Set(folders.map((steps) => steps.join("/"))))
    if (lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink())
      throw new UserError(
        `${path} is a link, so files elsewhere would change; replace it by what it links to`,
      );
}

/** Moves the files in a detached process, so that a signal to this process cannot stop it half-way. */
function moveAll(moves: readonly Move[], removals: readonly Move[]): void {
  const program = join(import.meta.dirname, "move-files.mjs");
  // Node's types lack `detached` for the synchronous call, which supports it.
  const options: SpawnSyncOptionsWithStringEncoding & { detached: true } = {
    detached: true,
    encoding: "utf8",
  };
  const { status, stderr, error } = spawnSync(
    process.execPath,
    [program, JSON.stringify({ moves, removals })],
    options,
  );
  if (error) throw error;
  if (status !== 0) throw Object.assign(new Error(stderr.trim()), { syscall: "rename" });
}

/** Removes the staging folders of killed processes. A folder is named by its process id. */
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
