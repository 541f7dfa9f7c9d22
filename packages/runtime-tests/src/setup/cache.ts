import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NpmError, npmInstall } from "./npm.ts";
import type { Runtime } from "./runtimes.ts";

const cache = fileURLToPath(new URL("../../node_modules/.cache/runtimes", import.meta.url));

/** The path of a program, or why it cannot be started. */
export type Found =
  | { readonly path: string; readonly missing?: undefined }
  | { readonly missing: string; readonly path?: undefined };

/** Installs a runtime unless it is installed. If npm cannot, writes the reason to a file for {@link locate}. */
export async function install(runtime: Runtime): Promise<void> {
  const { folder, name } = locationOf(runtime);
  if (name === undefined || existsSync(folder)) return;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${folder}.${process.pid}`;
  try {
    await npmInstall(unfinished, `${name}@${runtime.version}`);
    renameSync(unfinished, folder);
    rmSync(reasonFile(folder), { force: true });
  } catch (error) {
    if (!(error instanceof NpmError)) throw error;
    writeFileSync(reasonFile(folder), `npm could not install it (${error.code})`);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Finds the program of an installed runtime. */
export function locate(runtime: Runtime): Found {
  const { folder, name } = locationOf(runtime);
  if (name === undefined) return { missing: `no package for ${platform}` };
  if (!existsSync(folder)) {
    const reason = reasonFile(folder);
    return {
      missing: existsSync(reason) ? readFileSync(reason, "utf8") : "not installed: run src/install.ts",
    };
  }
  const path = join(folder, "node_modules", name, runtime.binary);
  const { status } = spawnSync(path, ["--version"], { stdio: "ignore" });
  return status === 0 ? { path } : { missing: "its program does not start on this machine" };
}

const platform = `${process.platform}-${process.arch}`;

function locationOf({ kind, version, packages }: Runtime): { folder: string; name: string | undefined } {
  return { folder: join(cache, `${kind}-${version}`), name: packages[platform] };
}

function reasonFile(folder: string): string {
  return `${folder}.missing`;
}
