import { isObject } from "@feishu-openapi/codegen/json.ts";
import { code, list, type Comparison } from "../side.ts";

/** Which tokens an operation takes; each entry of the list is a way to call it. */
export function compareSecurity({ say }: Comparison, before: unknown, after: unknown): void {
  const [from, to] = [waysOf(before), waysOf(after)];
  if (from.length === 0 && to.length > 0)
    return say(
      "token now needed",
      `a token is now needed (${to.map(code).join(" or ")}): callers without one break`,
    );
  if (from.length > 0 && to.length === 0) return say("token no longer needed", "no token is needed any more");
  for (const way of from)
    if (!to.includes(way))
      say("token no longer accepted", `${code(way)} is no longer accepted: callers that send it break`);
  for (const way of to) if (!from.includes(way)) say("token accepted", `${code(way)} is accepted too`);
}

function waysOf(security: unknown): string[] {
  return list(security)
    .map((entry) => (isObject(entry) ? Object.keys(entry).toSorted().join(" and ") : ""))
    .filter(Boolean);
}
