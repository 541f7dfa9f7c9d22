import type { ServerCheck } from "../../src/probe/names.ts";
import type { Change } from "./variant.ts";

/** The mock with one place of its source changed, and the check that must name it. */
export interface FaultyMock extends Change {
  readonly fault: string;
  readonly check: ServerCheck;
}

/** Faults that no proxy in front of a healthy mock can have: in its state, its clock, its order of checks. */
export const faultyMocks: readonly FaultyMock[] = [
  // Tenant tokens
  {
    fault: "a tenant token is given until its very end",
    check: "tenant_token",
    file: "state/tokens.ts",
    find: "const RENEW_MS = 1_800_000;",
    replace: "const RENEW_MS = 0;",
  },
  {
    fault: "a revoked token is given again",
    check: "tenant_token",
    file: "state/tokens.ts",
    find: "token.isRevoked || ",
    replace: "",
  },
  {
    fault: "an app's secret is not looked at",
    check: "business_code",
    file: "behaviours/auth.v3.tenantAccessToken.internal.ts",
    find: " || (app.secret !== undefined && app.secret !== app_secret)",
    replace: "",
  },

  // Rate limits
  {
    fault: "a minute is six seconds",
    check: "rate_limit",
    file: "state/quotas.ts",
    find: "[perMinute, 60_000]",
    replace: "[perMinute, 6_000]",
  },
  {
    fault: "all apps share a quota",
    check: "rate_limit",
    file: "request/checks/rate-limit.ts",
    find: '${call.operation.id} ${call.caller?.app.appId ?? ""}',
    replace: "${call.operation.id}",
  },
  {
    fault: "all operations share a quota",
    check: "rate_limit",
    file: "request/checks/rate-limit.ts",
    find: '${call.operation.id} ${call.caller?.app.appId ?? ""}',
    replace: '${call.caller?.app.appId ?? ""}',
  },

  // Scopes
  {
    fault: "an app needs every scope",
    check: "business_code",
    file: "request/checks/scope.ts",
    find: "!scopes.some((scope) => app.scopes.includes(scope))",
    replace: "!scopes.every((scope) => app.scopes.includes(scope))",
  },
  {
    fault: "a user must grant the first scope",
    check: "business_code",
    file: "request/checks/scope.ts",
    find: "!scopes.some((scope) => grants.includes(scope))",
    replace: "!grants.includes(scopes[0]!)",
  },
  {
    fault: "one scope is named of several",
    check: "permission_violations_name_the_scopes",
    file: "request/checks/scope.ts",
    find: "permission_violations: scopes.map(",
    replace: "permission_violations: scopes.slice(0, 1).map(",
  },
  {
    fault: "the field scope binds tenant tokens alone",
    check: "owner_field_scope",
    file: "behaviours/im.v1.chat.list.ts",
    find: "every((scope) => call.caller?.app.scopes.includes(scope))",
    replace: 'every((scope) => call.caller?.kind === "user" || call.caller?.app.scopes.includes(scope))',
  },

  // The order of checks
  {
    fault: "the quota is looked at before the scope",
    check: "order_of_checks",
    file: "request/handle.ts",
    find: "  scopeGranted,\n  withinRateLimit,",
    replace: "  withinRateLimit,\n  scopeGranted,",
  },
  {
    fault: "an app that is not installed is told before one that is gone",
    check: "order_of_checks",
    file: "request/checks/app-ready.ts",
    find: "!app.exists && 232004,\n    !app.installed && 232034,",
    replace: "!app.installed && 232034,\n    !app.exists && 232004,",
  },

  // Chats
  {
    fault: "a chat that was left is listed",
    check: "chat_changes",
    file: "tenant/changes.ts",
    find: "tenant.chats = tenant.chats.filter((other) => other !== chat);",
    replace: "",
  },
  {
    fault: "a chat that was joined again stands last",
    check: "chat_changes",
    file: "tenant/changes.ts",
    find: "tenant.chats.findIndex(({ sequence }) => sequence > chat.sequence)",
    replace: "-1",
  },
  {
    fault: "a new chat is the one that was active first",
    check: "chat_changes",
    file: "tenant/changes.ts",
    find: "  tenant.chats.push(chat);\n  tenant.byActivity.unshift(chat);",
    replace: "  tenant.chats.push(chat);\n  tenant.byActivity.push(chat);",
  },
  {
    fault: "a chat shows what it was before",
    check: "chat_changes",
    file: "tenant/chat-json.ts",
    find: "fields.every((value, index) => value === cached.fields[index])",
    replace: "fields[4] === cached.fields[4]",
  },
  {
    fault: "no chat is a bot's",
    check: "owner_bot",
    file: "tenant/chats.ts",
    find: "random.below(10) === 0 ? undefined : random.pick(users)",
    replace: "random.pick(users)",
  },
  {
    fault: "ids are of upper case",
    check: "ids",
    file: "tenant/chats.ts",
    find: "`oc_${random.hex(32)}`",
    replace: "`oc_${random.hex(32).toUpperCase()}`",
  },

  // Wording
  {
    fault: "a violation does not say the maximum",
    check: "field_violations_name_the_field",
    file: "request/checks/schema-violations.ts",
    find: "return `the max value is ${limit}`;",
    replace: 'return "too large";',
  },
  {
    fault: "a violation names no options",
    check: "field_violations_name_the_field",
    file: "request/checks/violation.ts",
    find: ', options: [${options.join(",")}]',
    replace: "",
  },
  {
    fault: "JSON comes as Latin 1",
    check: "content_type",
    file: "http/response.ts",
    find: "charset=utf-8",
    replace: "charset=iso-8859-1",
  },

  // Seeds
  {
    fault: "the seed is not looked at",
    check: "deterministic",
    file: "util/random.ts",
    find: "let state = seed >>> 0;",
    replace: "let state = (seed * 0 + 7) >>> 0;",
  },
  {
    fault: "chats are made from the time",
    check: "deterministic",
    file: "util/random.ts",
    find: "let state = seed >>> 0;",
    replace: "let state = (seed + Date.now()) >>> 0;",
  },

  // Log ids
  {
    fault: "log ids tell the time of Greenwich",
    check: "log_id",
    file: "state/log-id.ts",
    find: "const chinaMs = 8 * 60 * 60 * 1000;",
    replace: "const chinaMs = 0;",
  },
];
