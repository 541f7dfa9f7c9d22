import { isDeepStrictEqual } from "node:util";
import { allScopes } from "../contract/contract.ts";
import { openContract } from "../prism/open-contract.ts";
import type { Setup } from "../state/setup.ts";

/**
 * Serves the contract in a file from now on and keeps all other state. Returns false if the contract is unchanged. If
 * it cannot be served, rejects with a one-line Error that names file, line and remedy, and keeps the old contract.
 */
export async function reloadContract(setup: Setup, path: string): Promise<boolean> {
  const { contract, prism } = await openContract(path, setup.options.seed);
  if (isDeepStrictEqual(contract.document, setup.contract.document)) return false;
  // An app with every scope of the old contract gets every scope of the new one.
  const before = allScopes(setup.contract).join();
  for (const app of [setup.apps.defaultApp, ...setup.apps.list()])
    if (app.scopes.join() === before) app.scopes = allScopes(contract);
  setup.contract = contract;
  setup.prism = prism;
  return true;
}
