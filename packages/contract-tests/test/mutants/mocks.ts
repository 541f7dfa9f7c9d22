import type { ServerAssertion } from "../../src/assertions/names.ts";
import type { Change } from "./mutate-source.ts";

/**
 * The mock with one defect in its source, for defects that a proxy cannot cause: a description and the change, by the
 * assertion that must catch it.
 */
export const mockMutants: { readonly [Name in ServerAssertion]?: { readonly [defect: string]: Change } } = {
  tenant_token: {
    "a tenant token is reissued until it expires": ["const RENEW_MS = 1_800_000;", "const RENEW_MS = 0;"],
    "a revoked token is reissued": ["token.isRevoked || ", ""],
  },
  error_code: {
    "app_secret is not checked": [" || (app.secret !== undefined && app.secret !== app_secret)", ""],
    "an app needs every scope": [
      "!scopes.some((scope) => app.scopes.includes(scope))",
      "!scopes.every((scope) => app.scopes.includes(scope))",
    ],
    "a user must have granted the first scope": [
      "!scopes.some((scope) => grants.includes(scope))",
      "!grants.includes(scopes[0]!)",
    ],
  },
  rate_limit: {
    "the window of a minute is six seconds": ["[perMinute, 60_000]", "[perMinute, 6_000]"],
    "all apps share a quota": ['${operation.id} ${caller?.app.appId ?? ""}', "${operation.id}"],
    "all operations share a quota": [
      '${operation.id} ${caller?.app.appId ?? ""}',
      '${caller?.app.appId ?? ""}',
    ],
  },
  permission_violations_name_the_scopes: {
    "only one of several scopes is named": [
      "permission_violations: scopes.map(",
      "permission_violations: scopes.slice(0, 1).map(",
    ],
  },
  owner_field_scope: {
    "the field scope applies only to tenant tokens": [
      "every((scope) => caller?.app.scopes.includes(scope))",
      'every((scope) => caller?.kind === "user" || caller?.app.scopes.includes(scope))',
    ],
  },
  order_of_checks: {
    "the quota is checked before the scope": [
      "  checkScope,\n  checkRateLimit,",
      "  checkRateLimit,\n  checkScope,",
    ],
    "app installed is checked before app exists": [
      "!app.exists && codes.appUnknown,\n    !app.installed && codes.appUnavailable,",
      "!app.installed && codes.appUnavailable,\n    !app.exists && codes.appUnknown,",
    ],
  },
  chat_changes: {
    "a chat that the bot left is listed": [
      "tenant.chats = tenant.chats.filter((candidate) => candidate !== chat);",
      "",
    ],
    "a chat that the bot joined again is listed last": [
      "tenant.chats.findIndex(({ sequence }) => sequence > chat.sequence)",
      "-1",
    ],
    "a new chat counts as the least recently active": [
      "  tenant.chats.push(chat);\n  tenant.byActivity.unshift(chat);",
      "  tenant.chats.push(chat);\n  tenant.byActivity.push(chat);",
    ],
    "a changed chat shows its old fields": [
      "fields.every((value, index) => value === cached.fields[index])",
      "fields[4] === cached.fields[4]",
    ],
  },
  owner_bot: {
    "no chat is owned by a bot": [
      "random.below(10) === 0 ? undefined : random.pick(users)",
      "random.pick(users)",
    ],
  },
  id_format: {
    "ids are in upper case": ["`oc_${random.hex(32)}`", "`oc_${random.hex(32).toUpperCase()}`"],
  },
  field_violations_name_the_field: {
    "a violation does not state the maximum": ["return `the max value is ${limit}`;", 'return "too large";'],
    "a violation does not list the options": [', options: [${options.join(",")}]', ""],
  },
  content_type: {
    "the charset is Latin 1": ["mediaType}; charset=utf-8", "mediaType}; charset=iso-8859-1"],
  },
  deterministic: {
    "the seed is ignored": ["let state = seed >>> 0;", "let state = (seed * 0 + 7) >>> 0;"],
    "chats depend on the time": ["let state = seed >>> 0;", "let state = (seed + Date.now()) >>> 0;"],
  },
  log_id: {
    "log ids have the time in UTC": ["const chinaMs = 8 * 60 * 60 * 1000;", "const chinaMs = 0;"],
  },
};
