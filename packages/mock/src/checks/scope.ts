import type { Answer } from "../answer.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";
import { failureOf } from "../contract/built-in.ts";

/** 99991672 where the app has none of the operation's scopes; the message and the violations name them all. */
export function scopeGranted(call: Call): Answer | undefined {
  const { scopes } = call.operation;
  if (scopes.length === 0 || scopes.some((scope) => call.setup.app.scopes.includes(scope))) return undefined;
  const documented = String(failureOf(call.setup.contract, call.operation, 99991672).body["msg"]);
  const message = documented.replace(/\[[^\]]*\]/, () => `[${scopes.join(", ")}]`);
  const violations = scopes.map((subject) => ({ type: "action_scope_required", subject }));
  return refuse(call, 99991672, { permission_violations: violations }, message);
}
