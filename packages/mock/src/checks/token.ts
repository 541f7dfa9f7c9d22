import type { Answer } from "../answer.ts";
import { bearerOf, callerOf } from "../apps/caller.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";

/** 99991661 where there is no `Authorization`, or none that begins with `Bearer ` to the letter. */
export function tokenPresent(call: Call): Answer | undefined {
  return call.operation.secured && bearerOf(call) === undefined ? refuse(call, 99991661) : undefined;
}

/** Finds out who calls, or refuses the token. */
export function tokenValid(call: Call): Answer | undefined {
  const token = bearerOf(call);
  if (!call.operation.secured || token === undefined) return undefined;
  const caller = callerOf(call, token);
  if ("refusal" in caller) return caller.refusal;
  call.caller = caller;
  return undefined;
}
