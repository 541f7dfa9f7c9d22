import { createHmac } from "node:crypto";
import type { Answer } from "../answer.ts";
import { jsonObjectBody, refuse } from "../call.ts";
import type { Call } from "../call.ts";

/** Feishu answers a bad app id with 10003 and a bad secret with 10014, both under HTTP 200, and not with 99992402. */
export const decidesParameters = true;

/** A tenant token for any well-formed app id and any secret; the same for the same seed and app. Always 7200 s. */
export function answer(call: Call): Answer {
  const { app_id, app_secret } = jsonObjectBody(call);
  if (typeof app_id !== "string" || !/^cli_\w+$/.test(app_id)) return refuse(call, 10003);
  if (typeof app_secret !== "string" || app_secret === "") return refuse(call, 10014);
  const key = `feishu-mock ${call.setup.tenant.seed}`;
  const token = createHmac("sha256", key).update(app_id).digest("hex").slice(0, 40);
  return { status: 200, body: { code: 0, msg: "ok", tenant_access_token: `t-${token}`, expire: 7200 } };
}
