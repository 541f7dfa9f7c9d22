import { isDeepStrictEqual } from "node:util";
import type { Setup } from "./call.ts";
import { everyScope } from "./contract/contract.ts";
import { openContract } from "./contract/open-contract.ts";

/**
 * Serves a file's contract from now on; chats, apps, tokens, failures and log stay. True where it differs from what was
 * served. Rejects with a one-line Error that names file, line and remedy, and serves the old one on, where the new one
 * cannot be served.
 */
export async function reloadContract(setup: Setup, path: string): Promise<boolean> {
  const { contract, prism } = await openContract(path, setup.options.seed);
  if (isDeepStrictEqual(contract.document, setup.contract.document)) return false;
  // An app that had every scope of the old contract has every scope of the new one.
  const before = everyScope(setup.contract).join();
  for (const app of [setup.apps.usual, ...setup.apps.list()])
    if (app.scopes.join() === before) app.scopes = everyScope(contract);
  setup.contract = contract;
  setup.prism = prism;
  return true;
}
