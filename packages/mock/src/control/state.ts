import type { App } from "../state/apps.ts";
import type { MockContext } from "../state/context.ts";
import type { Contract, Operation } from "../contract/contract.ts";
import { resolve } from "../contract/reference.ts";
import { faults } from "../faults/rule.ts";
import { asString, objectOr } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";

/** The state and options of a mock, as JSON. */
export function stateJson(context: MockContext, url: string): JsonObject {
  const { seed, strictAuth, rateLimit, quirks } = context.options;
  return {
    url,
    seed,
    contract: context.contract.source,
    options: { strictAuth, rateLimit, quirks },
    ...mutableState(context),
    operations: context.contract.operations.map((operation) => operationJson(context.contract, operation)),
  };
}

/** The fields of the state that can change while the mock runs. */
export function mutableState(context: MockContext): JsonObject {
  const { apps, tokens, tenant, log, rules } = context;
  return {
    clock: clockJson(context),
    app: appJson(apps.defaultApp),
    apps: Object.fromEntries(apps.list().map((app) => [app.appId, appJson(app)])),
    tokens: { valid: tokens.count() },
    chats: { listed: tenant.chats.length, left: tenant.left.length, revision: tenant.revision },
    requests: { kept: log.count(), dropped: log.dropped() },
    rules: rules.list(),
  };
}

/** An app as JSON, without its secret. */
export function appJson({ scopes, botAbility, installed, exists }: App): JsonObject {
  return { scopes, botAbility, installed, exists };
}

/** The clock as JSON. */
export function clockJson({ clock }: MockContext): { now: number; aheadMs: number } {
  return { now: clock.now(), aheadMs: clock.ahead() };
}

function operationJson({ document }: Contract, operation: Operation): JsonObject {
  const { id, method, path, failures } = operation;
  const pathItem = objectOr(resolve(document, objectOr(document["paths"])[path]));
  const { summary, "x-summary-zh": summaryZh } = objectOr(pathItem[method.toLowerCase()]);
  return {
    id,
    method,
    path,
    summary: asString(summary ?? ""),
    summaryZh: asString(summaryZh ?? summary ?? ""),
    failures: [...failures.values()].map(({ code, status, body }) => ({
      code,
      status,
      msg: asString(body["msg"] ?? ""),
    })),
    faults,
  };
}
