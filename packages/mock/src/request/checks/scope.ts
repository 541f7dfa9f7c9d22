import { refuse } from "../../call/call.ts";
import type { Call } from "../../call/call.ts";
import { failureOf } from "../../contract/built-in.ts";
import type { ResponseDraft } from "../../http/response.ts";

/**
 * 99991672 if the app has none of the operation's scopes, 99991679 if the user granted none of them. Both list all
 * scopes of the operation in `error.permission_violations`; 99991672 lists them in its message, too.
 */
export function scopeGranted(call: Call): ResponseDraft | undefined {
  const { scopes } = call.operation;
  if (scopes.length === 0 || !call.caller) return undefined;
  const { app, grants } = call.caller;
  const violations = (type: string): object => ({
    permission_violations: scopes.map((subject) => ({ type, subject })),
  });
  if (!scopes.some((scope) => app.scopes.includes(scope))) {
    const documented = String(failureOf(call.setup.contract, call.operation, 99991672).body["msg"]);
    const message = documented.replace(/\[[^\]]*\]/, () => `[${scopes.join(", ")}]`);
    return refuse(call, 99991672, { ...violations("action_scope_required") }, message);
  }
  if (grants && !scopes.some((scope) => grants.includes(scope)))
    return refuse(call, 99991679, { ...violations("action_privilege_required") });
  return undefined;
}
