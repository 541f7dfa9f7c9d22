import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, list, same, type Comparison } from "./comparison.ts";

/** Which tokens an operation takes; each entry of the list is a way to call it. */
export function compareSecurity({ say }: Comparison, before: unknown, after: unknown): void {
  const [from, to] = [waysOf(before), waysOf(after)];
  const [needed, needs] = [!isOpen(before), !isOpen(after)];
  if (!needed && needs)
    say(
      "token now needed",
      `a token is now needed (${to.map(code).join(" or ")}): callers without one break`,
    );
  if (needed && !needs) say("token no longer needed", "no token is needed any more");
  // Of an operation that took none, or takes none, no token is told apart.
  if (from.length === 0 || to.length === 0) return;
  for (const way of from)
    if (!to.includes(way))
      say("token no longer accepted", `${code(way)} is no longer accepted: callers that send it break`);
  for (const way of to) if (!from.includes(way)) say("token accepted", `${code(way)} is accepted too`);
}

/** Whether it can be called without a token. */
function isOpen(security: unknown): boolean {
  const ways = list(security);
  return ways.length === 0 || ways.some((entry) => same(entry, {}));
}

function waysOf(security: unknown): string[] {
  return list(security)
    .map((entry) => (isObject(entry) ? Object.keys(entry).toSorted().join(" and ") : ""))
    .filter(Boolean);
}
