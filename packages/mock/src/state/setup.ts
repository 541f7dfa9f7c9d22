import { allScopes } from "../contract/contract.ts";
import type { Contract } from "../contract/contract.ts";
import { createRules } from "../faults/rules.ts";
import type { Rules } from "../faults/rules.ts";
import { createLog } from "../log/log.ts";
import type { RequestLog } from "../log/log.ts";
import type { CheckedOptions } from "../options/options.ts";
import { openContract } from "../prism/open-contract.ts";
import type { Prism } from "../prism/types.ts";
import { createSource } from "../record/create-source.ts";
import type { ResponseSource } from "../record/source.ts";
import { seedTenant } from "../tenant/tenant.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { createApps } from "./apps.ts";
import type { Apps } from "./apps.ts";
import { createClock } from "./clock.ts";
import type { MockClock } from "./clock.ts";
import { createQuotas } from "./quotas.ts";
import type { Quotas } from "./quotas.ts";
import { createTokens } from "./tokens.ts";
import type { Tokens } from "./tokens.ts";

/** The parts of a mock. `resetSetup` restores the initial state; `reload` replaces the contract. */
export interface Setup {
  readonly options: CheckedOptions;
  contract: Contract;
  readonly clock: MockClock;
  tenant: Tenant;
  apps: Apps;
  readonly tokens: Tokens;
  readonly quotas: Quotas;
  readonly rules: Rules;
  readonly log: RequestLog;
  /** Loads Prism on the first call. */
  prism: () => Promise<Prism>;
  /** Whether plainly valid requests skip Prism's validation. True, except in tests that compare both paths. */
  usesFastPath: boolean;
  /** Responds instead of the mock itself: a recorder or a replayer. */
  readonly source: ResponseSource | undefined;
}

/** Creates the parts of a mock. Rejects with an Error if the contract cannot be served. */
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
    usesFastPath: true,
    source: createSource(options, contract),
  };
  addRules(setup);
  return setup;
}

/** Restores the initial chats, apps, tokens, quotas, fault rules, clock and log. */
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
  return createApps({ scopes: allScopes(contract), botAbility: true, installed: true, ...app }, apps);
}
