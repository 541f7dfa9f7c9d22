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
    file: "apps/tokens.ts",
    find: "const RENEW_MS = 1_800_000;",
    replace: "const RENEW_MS = 0;",
  },
  {
    fault: "a revoked token is given again",
    check: "tenant_token",
    file: "apps/tokens.ts",
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
    file: "quotas.ts",
    find: "[perMinute, 60_000]",
    replace: "[perMinute, 6_000]",
  },
  {
    fault: "all apps share a quota",
    check: "rate_limit",
    file: "checks/rate-limit.ts",
    find: '${call.operation.id} ${call.caller?.app.appId ?? ""}',
    replace: "${call.operation.id}",
  },
  {
    fault: "all operations share a quota",
    check: "rate_limit",
    file: "checks/rate-limit.ts",
    find: '${call.operation.id} ${call.caller?.app.appId ?? ""}',
    replace: '${call.caller?.app.appId ?? ""}',
  },
];
