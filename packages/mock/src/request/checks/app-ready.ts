import { refuse } from "../../call/call.ts";
import type { Call } from "../../call/call.ts";
import type { ResponseDraft } from "../../http/response.ts";

/**
 * 232004 if the app was deleted, 232034 if it is not installed, 232025 if the operation needs the bot ability and it is
 * off. Applies to operations that document the code: other APIs use their own codes for these failures.
 */
export function appReady(call: Call): ResponseDraft | undefined {
  const app = call.caller?.app;
  if (!app) return undefined;
  const { failures, preconditions } = call.operation;
  const codes = [
    !app.exists && 232004,
    !app.installed && 232034,
    !app.botAbility && preconditions.includes("bot_ability") && 232025,
  ];
  const code = codes.find((one) => one !== false && failures.has(one));
  return code ? refuse(call, code) : undefined;
}
