import { createHash } from "node:crypto";
import packageJson from "../../package.json" with { type: "json" };

/** Where the lock stands, from the repository's root: beside the contract that it speaks of. */
export const LOCK_FILE = "spec/contract.lock.json";

/** What was made of which contract, by which generator: every change of the contract shows here. */
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
