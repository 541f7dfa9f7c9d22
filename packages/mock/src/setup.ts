import { createApps } from "./apps/apps.ts";
import type { Apps } from "./apps/apps.ts";
import { createTokens } from "./apps/tokens.ts";
import type { Setup } from "./call.ts";
import { surelyValid } from "./checks/surely-valid.ts";
import { createQuotas } from "./quotas.ts";
import { createClock } from "./clock.ts";
import { everyScope } from "./contract/contract.ts";
import type { Contract } from "./contract/contract.ts";
import { openContract } from "./contract/open-contract.ts";
import { createRules } from "./faults/rules.ts";
import { createLog } from "./log/log.ts";
import type { CheckedOptions } from "./options.ts";
import { createSource } from "./record/create-source.ts";
import { seedTenant } from "./tenant/tenant.ts";

/** Makes all that a mock is made of. Rejects with an Error for a contract that cannot be served. */
export async function createSetup(options: CheckedOptions): Promise<Setup> {
  const { contract: path, seed, chats } = options;
  const { contract, prism } = await openContract(path, seed);
  const clock = createClock(options.now);
  const setup: Setup = {
    options,
    contract,
    clock,
    tenant: seedTenant(seed, chats),
    apps: appsOf(options, contract),
    tokens: createTokens(seed, clock),
    quotas: createQuotas(),
    rules: createRules(() => setup.contract, seed),
    log: createLog(Object.values(options.apps).flatMap(({ secret }) => secret ?? [])),
    prism,
    surelyValid,
    source: createSource(options, contract),
  };
  addRules(setup);
  return setup;
}

/** Puts chats, apps, tokens, quotas, failures, clock and log back to the beginning. */
export function resetSetup(setup: Setup): void {
  setup.tenant = seedTenant(setup.options.seed, setup.options.chats);
  setup.apps = appsOf(setup.options, setup.contract);
  for (const part of [setup.tokens, setup.quotas, setup.rules, setup.clock]) part.reset();
  setup.source?.reset();
  setup.log.clear();
  addRules(setup);
}

function addRules({ rules, options }: Setup): void {
  for (const [index, rule] of options.rules.entries()) rules.add("*", rule, `startMock: rules[${index}]`);
}

function appsOf({ app, apps }: CheckedOptions, contract: Contract): Apps {
  return createApps({ scopes: everyScope(contract), botAbility: true, installed: true, ...app }, apps);
}
