import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { NpmError, npmInstall } from "./npm.ts";

const CLIENT = "@feishu-openapi/client";

/** A project with only the client's tarball and the suite. */
export interface Project {
  readonly folder: string;
  /** Why the tarball could not be installed; undefined if it was. */
  readonly missing: string | undefined;
  /** The subpaths that the tarball exports, such as `./node`. */
  readonly entries: readonly string[];
  /** The packages that the suite imports, directly or not, each with its resolved file. */
  readonly imports: { readonly [specifier: string]: string };
  remove(): void;
}

/**
 * Packs the built client and installs the tarball as a user would: from the registry, in a folder outside of any other
 * `node_modules`. `missing` says if no registry could be reached; other errors are thrown.
 */
export async function createProject(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), "feishu-runtimes-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const missing = await fill(folder);
    if (missing !== undefined) return { folder, missing, entries: [], imports: {}, remove };
    const { exports, dependencies } = readManifest(folder);
    const specifiers = [CLIENT, `${CLIENT}/check`, ...Object.keys(dependencies)];
    const imports = Object.fromEntries(specifiers.map((name) => [name, resolveFrom(folder, name)]));
    return { folder, missing, entries: Object.keys(exports), imports, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function fill(folder: string): Promise<string | undefined> {
  const client = fileURLToPath(new URL("../../../client", import.meta.url));
  execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd: client, stdio: "pipe" });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module" }),
  );
  cpSync(fileURLToPath(new URL("../../suite", import.meta.url)), folder, { recursive: true });
  try {
    await npmInstall(folder, join(folder, tarball));
    return undefined;
  } catch (error) {
    if (error instanceof NpmError && error.isOffline)
      return `no registry to install the tarball's dependencies from (${error.code})`;
    throw error;
  }
}

function readManifest(folder: string): { exports: object; dependencies: object } {
  return JSON.parse(readFileSync(join(folder, "node_modules", CLIENT, "package.json"), "utf8"));
}

/** Resolved by Node, as for a user. */
function resolveFrom(folder: string, specifier: string): string {
  const script = "process.stdout.write(import.meta.resolve(process.argv[1]))";
  const url = execFileSync(process.execPath, ["--input-type=module", "--eval", script, specifier], {
    cwd: folder,
    encoding: "utf8",
  });
  return relative(folder, fileURLToPath(url));
}
