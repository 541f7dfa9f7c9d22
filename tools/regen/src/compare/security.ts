import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, list, same, type Comparison } from "./comparison.ts";

/** Compares the accepted tokens. Each entry of `security` is one alternative. */
export function compareSecurity({ report }: Comparison, before: unknown, after: unknown): void {
  const [from, to] = [alternativesOf(before), alternativesOf(after)];
  const [needed, needs] = [!isOpen(before), !isOpen(after)];
  if (!needed && needs)
    report(
      "token now needed",
      `a token is now required (${to.map(code).join(" or ")}): callers without one break`,
    );
  if (needed && !needs) report("token no longer needed", "a token is no longer required");
  // Without a token on one side, the sentence above already says everything.
  if (from.length === 0 || to.length === 0) return;
  for (const scheme of from)
    if (!to.includes(scheme))
      report("token no longer accepted", `${code(scheme)} is no longer accepted: callers that send it break`);
  for (const scheme of to)
    if (!from.includes(scheme)) report("token accepted", `${code(scheme)} is now accepted`);
}

/** Whether the operation can be called without a token. */
function isOpen(security: unknown): boolean {
  const alternatives = list(security);
  return alternatives.length === 0 || alternatives.some((entry) => same(entry, {}));
}

function alternativesOf(security: unknown): string[] {
  return list(security)
    .map((entry) => (isObject(entry) ? Object.keys(entry).toSorted().join(" and ") : ""))
    .filter(Boolean);
}
