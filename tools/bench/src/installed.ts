import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What a package brings along. */
export interface Installed {
  readonly bytes: number;
  readonly packages: number;
}

/** Adds up a package and all it depends on, each once, as they lie on the disk. Nothing for a part of Node. */
export function installed(name: string, from: string = import.meta.url): Installed {
  const seen = new Map<string, number>();
  add(name, from, seen);
  return { bytes: Array.from(seen.values()).reduce((sum, size) => sum + size, 0), packages: seen.size };
}

function add(name: string, from: string, seen: Map<string, number>): void {
  const folder = folderOf(name, from);
  if (seen.has(folder)) return;
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    files?: string[];
    private?: boolean;
    dependencies?: Record<string, string>;
  };
  // A workspace holds more than what is published; what is published lies under node_modules.
  const isWorkspace = !folder.includes("node_modules");
  const published = isWorkspace ? ["package.json", "README.md", ...(manifest.files ?? [])] : ["."];
  seen.set(
    folder,
    published.reduce((sum, entry) => sum + sizeOf(join(folder, entry)), 0),
  );
  for (const dependency of Object.keys(manifest.dependencies ?? {}))
    add(dependency, join(folder, "package.json"), seen);
}

function folderOf(name: string, from: string): string {
  // Not every package exports its package.json.
  for (const modules of createRequire(from).resolve.paths(name) ?? []) {
    const folder = join(modules, name);
    if (statSync(join(folder, "package.json"), { throwIfNoEntry: false })) return realFolder(folder);
  }
  throw new Error(`${name} is not installed; run: npx -y pnpm@12 install`);
}

function realFolder(folder: string): string {
  return dirname(realpathSync(join(folder, "package.json")));
}

function sizeOf(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.size;
  return readdirSync(path)
    .filter((name) => name !== "node_modules")
    .reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
