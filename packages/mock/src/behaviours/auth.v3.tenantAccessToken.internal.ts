import { codes } from "../contract/codes.ts";
import type { ResponseDraft } from "../http/response.ts";
import { errorResponse, jsonObjectBody } from "../operation/operation-request.ts";
import type { OperationRequest } from "../operation/operation-request.ts";

/** Feishu does not respond 99992402 to this operation, so `respond` checks the parameters itself. */
export const validatesParameters = true;

/**
 * Returns the current tenant token, or a new one if less than 30 minutes are left. Responds 10003 to an unknown app id
 * and 10014 to a wrong secret, both under HTTP 200.
 */
export function respond(request: OperationRequest): ResponseDraft {
  const { apps, tokens } = request.context;
  const { app_id, app_secret } = jsonObjectBody(request);
  const app = typeof app_id === "string" ? apps.find(app_id) : undefined;
  if (!app?.exists || typeof app_id !== "string") return errorResponse(request, codes.appIdInvalid);
  const hasSecret = typeof app_secret === "string" && app_secret !== "";
  if (!hasSecret || (app.secret !== undefined && app.secret !== app_secret))
    return errorResponse(request, codes.appSecretInvalid);
  const { token, expire } = tokens.tenant(app_id, app);
  return { status: 200, body: { code: 0, msg: "ok", tenant_access_token: token, expire } };
}
