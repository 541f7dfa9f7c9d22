import type { Answer } from "../answer.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";

/**
 * 232004 where the app is gone, 232034 where it is not installed, 232025 where an operation needs the bot ability and
 * it is off. Only for operations whose contract lists the code: another API words these failures with codes of its own.
 */
export function appReady(call: Call): Answer | undefined {
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
