import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** npm's own word for what went wrong, such as `E404` or `ENOTFOUND`. */
export class NpmError extends Error {
  readonly code: string;

  constructor(specifier: string, code: string, output: string) {
    super(`npm could not install ${specifier}: ${output}`);
    this.code = code;
  }

  /** Whether no registry could be reached, so that it says nothing about the package. */
  get isOffline(): boolean {
    return /^(E(AI_AGAIN|CONN\w+|HOSTUNREACH|NETUNREACH|NOTCACHED|NOTFOUND|SOCKET\w*|TIMEDOUT)|ERR_SOCKET\w*)$/.test(
      this.code,
    );
  }
}

/**
 * Installs a package into a folder of its own, running none of its scripts.
 *
 * @throws {NpmError}
 */
export async function npmInstall(folder: string, specifier: string): Promise<void> {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  try {
    await run("npm", ["install", "--prefix", folder, "--no-save", "--prefer-offline", ...quiet, specifier]);
  } catch (error) {
    const { stderr = "", code } = error as { stderr?: string; code?: unknown };
    const said = /npm error code (\w+)/.exec(stderr)?.[1];
    throw new NpmError(specifier, said ?? (code === "ENOENT" ? "npm is not there" : "it failed"), stderr);
  }
}
