import type { App } from "../apps/apps.ts";
import type { Setup } from "../call.ts";
import type { Contract, Operation } from "../contract/contract.ts";
import { resolve } from "../contract/reference.ts";
import { faults } from "../faults/rule.ts";
import { asText, objectOr } from "../json.ts";
import type { JsonObject } from "../json.ts";

/** What a running mock is, whole. */
export function shownState(setup: Setup, url: string): JsonObject {
  const { seed, strictAuth, rateLimit, quirks } = setup.options;
  return {
    url,
    seed,
    contract: setup.contract.source,
    options: { strictAuth, rateLimit, quirks },
    ...changingState(setup),
    operations: setup.contract.operations.map((operation) => shownOperation(setup.contract, operation)),
  };
}

/** Those members of the state that may change while the mock runs. */
export function changingState(setup: Setup): JsonObject {
  const { apps, tokens, tenant, log, rules } = setup;
  return {
    clock: shownClock(setup),
    app: shownApp(apps.usual),
    apps: Object.fromEntries(apps.list().map((app) => [app.appId, shownApp(app)])),
    tokens: { valid: tokens.count() },
    chats: { listed: tenant.chats.length, left: tenant.left.length, revision: tenant.revision },
    requests: { kept: log.count(), dropped: log.dropped() },
    rules: rules.list(),
  };
}

/** An app without its secret. */
export function shownApp({ scopes, botAbility, installed, exists }: App): JsonObject {
  return { scopes, botAbility, installed, exists };
}

/** The mock's time. */
export function shownClock({ clock }: Setup): { now: number; aheadMs: number } {
  return { now: clock.now(), aheadMs: clock.ahead() };
}

function shownOperation({ document }: Contract, operation: Operation): JsonObject {
  const { id, method, path, failures } = operation;
  const pathItem = objectOr(resolve(document, objectOr(document["paths"])[path]));
  const { summary, "x-summary-zh": summaryZh } = objectOr(pathItem[method.toLowerCase()]);
  return {
    id,
    method,
    path,
    summary: asText(summary ?? ""),
    summaryZh: asText(summaryZh ?? summary ?? ""),
    failures: [...failures.values()].map(({ code, status, body }) => ({
      code,
      status,
      msg: asText(body["msg"] ?? ""),
    })),
    faults,
  };
}
