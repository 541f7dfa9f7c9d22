import { createHash } from "node:crypto";
import packageJson from "../../package.json" with { type: "json" };

/** The lock file, relative to the repository's root. */
export const LOCK_FILE = "spec/contract.lock.json";

/** Emits the lock: the contract, the generator, and the hash of each generated file. */
export function emitLock(
  contractSha256: string,
  files: readonly { readonly path: string; readonly text: string }[],
): string {
  const lock = {
    contract: contractSha256,
    generator: `${packageJson.name} ${packageJson.version}`,
    outputs: Object.fromEntries(
      files.map(({ path, text }) => [path, createHash("sha256").update(text).digest("hex")]),
    ),
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}
