import { watch as watchFolder } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ContractError } from "@feishu-openapi/codegen/contract/contract-error.ts";
import { compareFiles, writeFiles } from "@feishu-openapi/codegen/files.ts";
import { generate } from "@feishu-openapi/codegen/generate.ts";
import { loadContract, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { Output } from "@feishu-openapi/cli/command.ts";
import { CONTRACT, WHEN_MISSING } from "./base.ts";
import { compareContracts } from "./compare/compare-contracts.ts";

/** Events within this time belong to the same save. */
const DEBOUNCE_MS = 30;

/**
 * Generates at the start and on each save of the contract, and prints what each save changed for callers. An invalid
 * contract is reported and changes no file. Resolves when `signal` is aborted.
 */
export async function watch(root: string, { stdout, stderr }: Output, signal: AbortSignal): Promise<void> {
  const file = join(root, CONTRACT);
  let last: Contract | undefined;
  // Watches the folder, since editors replace the file.
  const watcher = watchFolder(dirname(file), { signal });
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watcher.on("change", (_, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(update)), DEBOUNCE_MS);
  });
  const closed = new Promise<void>((resolve) => {
    watcher.on("close", resolve);
  });
  await update();
  stdout(`watching ${CONTRACT}; press Ctrl-C to stop\n`);
  await closed;
  clearTimeout(timer);
  await running;

  async function update(): Promise<void> {
    const start = performance.now();
    try {
      const contract = loadContract(file, WHEN_MISSING);
      const files = await generate(file, root);
      const differences = compareFiles(files, root);
      writeFiles(files, differences, root);
      for (const { place, sentence } of last ? compareContracts(last, contract) : [])
        stdout(`  ${place}: ${sentence}\n`);
      last = contract;
      if (differences.length > 0)
        stdout(`wrote ${differences.length} files in ${Math.round(performance.now() - start)} ms\n`);
    } catch (error) {
      if (!(error instanceof ContractError) && !(error instanceof Error && "syscall" in error)) throw error;
      stderr(`regen: ${error.message}\n`);
    }
  }
}
