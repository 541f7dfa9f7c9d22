import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** An install that failed; `code` is npm's error code, such as `E404` or `ENOTFOUND`. */
export class NpmError extends Error {
  readonly code: string;

  constructor(specifier: string, code: string, output: string) {
    super(`npm could not install ${specifier}: ${output}`);
    this.code = code;
  }

  /** Whether no registry could be reached. */
  get isOffline(): boolean {
    return /^(E(AI_AGAIN|CONN\w+|HOSTUNREACH|NETUNREACH|NOTCACHED|NOTFOUND|SOCKET\w*|TIMEDOUT)|ERR_SOCKET\w*)$/.test(
      this.code,
    );
  }
}

/**
 * Installs a package into a folder, without running its scripts.
 *
 * @throws {NpmError}
 */
export async function npmInstall(folder: string, specifier: string): Promise<void> {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  try {
    await run("npm", ["install", "--prefix", folder, "--no-save", "--prefer-offline", ...quiet, specifier]);
  } catch (error) {
    const { stderr = "", code } = error as { stderr?: string; code?: unknown };
    const npmCode = /npm error code (\w+)/.exec(stderr)?.[1];
    throw new NpmError(
      specifier,
      npmCode ?? (code === "ENOENT" ? "npm is not installed" : "unknown error"),
      stderr,
    );
  }
}
