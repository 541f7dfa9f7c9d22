import type { Answer } from "../answer.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";

/** 99991661 where there is no `Authorization`, or none that begins with `Bearer ` to the letter. */
export function tokenPresent(call: Call): Answer | undefined {
  return call.operation.secured && bearer(call) === undefined ? refuse(call, 99991661) : undefined;
}

/**
 * 99991663 for a malformed `t-`, 99991668 for a malformed `u-` or JWT, 99991671 for any other prefix. What looks
 * like a token is one: the mock keeps no list of those it issued.
 */
export function tokenValid(call: Call): Answer | undefined {
  const token = bearer(call);
  if (!call.operation.secured || token === undefined) return undefined;
  const prefix = /^(t-|u-|eyJ)/.exec(token)?.[0];
  if (prefix === undefined) return refuse(call, 99991671);
  if (/^\S+$/.test(token.slice(prefix.length))) return undefined;
  return refuse(call, prefix === "t-" ? 99991663 : 99991668);
}

function bearer(call: Call): string | undefined {
  const header = call.request.headers["authorization"];
  return header?.startsWith("Bearer ") ? header.slice("Bearer ".length) : undefined;
}
