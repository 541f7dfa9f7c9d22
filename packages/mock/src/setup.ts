import { createApps } from "./apps/apps.ts";
import type { Apps } from "./apps/apps.ts";
import { createTokens } from "./apps/tokens.ts";
import type { Setup } from "./call.ts";
import { createQuotas } from "./quotas.ts";
import { createClock } from "./clock.ts";
import { builtInContract } from "./contract/built-in.ts";
import { everyScope, readContract } from "./contract/contract.ts";
import type { Contract } from "./contract/contract.ts";
import { loadContract } from "./contract/load-contract.ts";
import { createRules } from "./faults/rules.ts";
import { createLog } from "./log/log.ts";
import type { CheckedOptions } from "./options.ts";
import { loadPrism } from "./prism.ts";
import type { Prism } from "./prism-types.ts";
import { seedTenant } from "./tenant/tenant.ts";

/** Makes all that a mock is made of. Rejects with an Error for a contract that cannot be served. */
export async function createSetup(options: CheckedOptions): Promise<Setup> {
  const { contract: path, seed, chats } = options;
  const contract = path === undefined ? builtInContract : readContract(await loadContract(path), path);
  let loading: Promise<Prism> | undefined;
  const prism = (): Promise<Prism> => (loading ??= loadPrism(contract, seed));
  // The built-in contract is proved by this package's tests; a foreign one must not fail only when first asked.
  if (path !== undefined) await prism().catch((error: unknown) => refuseContract(path, error));
  const clock = createClock(options.now);
  return {
    options,
    contract,
    clock,
    tenant: seedTenant(seed, chats),
    apps: appsOf(options, contract),
    tokens: createTokens(seed, clock),
    quotas: createQuotas(),
    rules: createRules(contract, seed),
    log: createLog(),
    prism,
  };
}

/** Puts chats, apps, tokens, quotas, failures, clock and log back to the beginning. */
export function resetSetup(setup: Setup): void {
  setup.tenant = seedTenant(setup.options.seed, setup.options.chats);
  setup.apps = appsOf(setup.options, setup.contract);
  for (const part of [setup.tokens, setup.quotas, setup.rules, setup.clock]) part.reset();
  setup.log.clear();
}

function appsOf({ app, apps }: CheckedOptions, contract: Contract): Apps {
  return createApps({ scopes: everyScope(contract), botAbility: true, installed: true, ...app }, apps);
}

function refuseContract(path: string, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new Error(`contract ${path}: ${message}; correct it there`, { cause: error });
}
