import type { Answer } from "../answer.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";

/**
 * 232034 where the app is not installed, 232025 where an operation needs the bot ability and it is off. Only for
 * operations whose contract lists the code: another API words these failures with codes of its own.
 */
export function appReady(call: Call): Answer | undefined {
  const { app } = call.setup;
  const { failures, preconditions } = call.operation;
  if (!app.installed && failures.has(232034)) return refuse(call, 232034);
  if (!app.botAbility && preconditions.includes("bot_ability") && failures.has(232025))
    return refuse(call, 232025);
  return undefined;
}
