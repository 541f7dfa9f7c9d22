import { allScopes } from "../contract/contract.ts";
import type { Contract } from "../contract/contract.ts";
import { createRules } from "../faults/rules.ts";
import type { Rules } from "../faults/rules.ts";
import { createLog } from "../log/log.ts";
import type { RequestLog } from "../log/log.ts";
import type { CheckedOptions } from "../options/options.ts";
import { openContract } from "../prism/open-contract.ts";
import type { Prism } from "../prism/types.ts";
import { createRecorderOrReplayer } from "../record/create-recorder-or-replayer.ts";
import type { RecorderOrReplayer } from "../record/recorder-or-replayer.ts";
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

/** State and options of a running mock. `resetContext` restores the initial state; `reload` replaces the contract. */
export interface MockContext {
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
  /** Whether certainly valid requests skip Prism's validation. True, except in tests that compare both paths. */
  usesFastPath: boolean;
  /** Responds in place of checks and behaviours. */
  readonly recorderOrReplayer: RecorderOrReplayer | undefined;
}

/** Creates the state of a mock. Rejects with an Error if the contract cannot be served. */
export async function createContext(options: CheckedOptions): Promise<MockContext> {
  const { contract: path, seed, chats } = options;
  const { contract, prism } = await openContract(path, seed);
  const clock = createClock(options.now);
  const context: MockContext = {
    options,
    contract,
    clock,
    tenant: seedTenant(seed, chats),
    apps: appsOf(options, contract),
    tokens: createTokens(seed, clock),
    quotas: createQuotas(),
    rules: createRules(() => context.contract, seed),
    log: createLog(Object.values(options.apps).flatMap(({ secret }) => secret ?? [])),
    prism,
    usesFastPath: true,
    recorderOrReplayer: createRecorderOrReplayer(options, contract),
  };
  addRules(context);
  return context;
}

/** Restores the initial chats, apps, tokens, quotas, fault rules, clock and log. */
export function resetContext(context: MockContext): void {
  context.tenant = seedTenant(context.options.seed, context.options.chats);
  context.apps = appsOf(context.options, context.contract);
  for (const part of [context.tokens, context.quotas, context.rules, context.clock]) part.reset();
  context.recorderOrReplayer?.reset();
  context.log.clear();
  addRules(context);
}

function addRules({ rules, options }: MockContext): void {
  for (const [index, rule] of options.rules.entries()) rules.add("*", rule, `startMock: rules[${index}]`);
}

function appsOf({ app, apps }: CheckedOptions, contract: Contract): Apps {
  return createApps({ scopes: allScopes(contract), botAbility: true, installed: true, ...app }, apps);
}
