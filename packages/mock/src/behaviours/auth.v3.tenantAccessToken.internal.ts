import { jsonObjectBody, refuse } from "../call/call.ts";
import type { Call } from "../call/call.ts";
import type { ResponseDraft } from "../http/response.ts";

/** Feishu responds to a bad app id with 10003 and to a bad secret with 10014, both under HTTP 200. */
export const validatesParameters = true;

/** Returns the current tenant token, or a new one if less than 30 minutes are left. */
export function respond(call: Call): ResponseDraft {
  const { apps, tokens } = call.setup;
  const { app_id, app_secret } = jsonObjectBody(call);
  const app = typeof app_id === "string" ? apps.find(app_id) : undefined;
  if (!app?.exists || typeof app_id !== "string") return refuse(call, 10003);
  const hasSecret = typeof app_secret === "string" && app_secret !== "";
  if (!hasSecret || (app.secret !== undefined && app.secret !== app_secret)) return refuse(call, 10014);
  const { token, expire } = tokens.tenant(app_id, app);
  return { status: 200, body: { code: 0, msg: "ok", tenant_access_token: token, expire } };
}
