import type { Answer } from "../answer.ts";
import { jsonObjectBody, refuse } from "../call.ts";
import type { Call } from "../call.ts";

/** Feishu answers a bad app id with 10003 and a bad secret with 10014, both under HTTP 200, and not with 99992402. */
export const decidesParameters = true;

/** A tenant token: the same one while it has half an hour left or more, then a new one beside it. */
export function answer(call: Call): Answer {
  const { apps, tokens } = call.setup;
  const { app_id, app_secret } = jsonObjectBody(call);
  const app = typeof app_id === "string" ? apps.find(app_id) : undefined;
  if (!app?.exists || typeof app_id !== "string") return refuse(call, 10003);
  const isRight = typeof app_secret === "string" && app_secret !== "";
  if (!isRight || (app.secret !== undefined && app.secret !== app_secret)) return refuse(call, 10014);
  const { token, expire } = tokens.tenant(app_id, app);
  return { status: 200, body: { code: 0, msg: "ok", tenant_access_token: token, expire } };
}
