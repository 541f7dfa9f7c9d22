import { codes } from "../../contract/codes.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { errorResponse } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";

/**
 * 232004 if the app was deleted, 232034 if it is not installed, 232025 if the operation needs the bot ability and it is
 * off. Applies to operations that document the code: other APIs use their own codes for these failures.
 */
export function checkApp(request: OperationRequest): ResponseDraft | undefined {
  const app = request.caller?.app;
  if (!app) return undefined;
  const { failures, preconditions } = request.operation;
  const failed = [
    !app.exists && codes.appUnknown,
    !app.installed && codes.appUnavailable,
    !app.botAbility && preconditions.includes("bot_ability") && codes.botOff,
  ];
  const code = failed.find((candidate) => candidate !== false && failures.has(candidate));
  return code ? errorResponse(request, code) : undefined;
}
