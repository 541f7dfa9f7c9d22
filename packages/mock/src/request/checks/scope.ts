import { failureFor } from "../../contract/built-in.ts";
import { codes } from "../../contract/codes.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { errorResponse } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";

/**
 * 99991672 if the app has none of the operation's scopes, 99991679 if the user granted none of them. Both list all
 * scopes of the operation in `error.permission_violations`; 99991672 lists them in its message, too.
 */
export function checkScope(request: OperationRequest): ResponseDraft | undefined {
  const { operation, caller, context } = request;
  const { scopes } = operation;
  if (scopes.length === 0 || !caller) return undefined;
  const { app, grants } = caller;
  const violations = (type: string) => ({
    permission_violations: scopes.map((subject) => ({ type, subject })),
  });
  if (!scopes.some((scope) => app.scopes.includes(scope))) {
    const { body } = failureFor(context.contract, operation, codes.scopeMissing);
    const message = String(body["msg"]).replace(/\[[^\]]*\]/, () => `[${scopes.join(", ")}]`);
    return errorResponse(request, codes.scopeMissing, violations("action_scope_required"), message);
  }
  if (grants && !scopes.some((scope) => grants.includes(scope)))
    return errorResponse(request, codes.scopeNotGranted, violations("action_privilege_required"));
  return undefined;
}
