import { isDeepStrictEqual } from "node:util";
import { allScopes } from "../contract/contract.ts";
import { openContract } from "../prism/open-contract.ts";
import type { MockContext } from "../state/context.ts";

/**
 * Serves the contract in a file from now on and keeps all other state. Returns false if the contract is unchanged. If
 * it cannot be served, rejects with a one-line Error that names file, line and remedy, and keeps the old contract.
 */
export async function reloadContract(context: MockContext, path: string): Promise<boolean> {
  const { contract, prism } = await openContract(path, context.options.seed);
  if (isDeepStrictEqual(contract.document, context.contract.document)) return false;
  // An app with every scope of the old contract gets every scope of the new one.
  const before = allScopes(context.contract).join();
  for (const app of [context.apps.defaultApp, ...context.apps.list()])
    if (app.scopes.join() === before) app.scopes = allScopes(contract);
  context.contract = contract;
  context.prism = prism;
  return true;
}
