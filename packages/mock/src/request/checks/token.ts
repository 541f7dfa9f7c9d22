import { refuse } from "../../call/call.ts";
import type { Call } from "../../call/call.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { bearerOf, callerOf } from "./caller.ts";

/** 99991661 if there is no `Authorization` header, or if it does not start with exactly `Bearer `. */
export function tokenPresent(call: Call): ResponseDraft | undefined {
  return call.operation.secured && bearerOf(call) === undefined ? refuse(call, 99991661) : undefined;
}

/** Sets the caller, or refuses the token. */
export function tokenValid(call: Call): ResponseDraft | undefined {
  const token = bearerOf(call);
  if (!call.operation.secured || token === undefined) return undefined;
  const caller = callerOf(call, token);
  if ("refusal" in caller) return caller.refusal;
  call.caller = caller;
  return undefined;
}
