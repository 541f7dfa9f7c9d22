import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import { list } from "../normal/values.ts";
import { code, type Comparison } from "./comparison.ts";

/** The schemes of one alternative, all of which must be sent. */
type Demand = readonly string[];

/** Compares the accepted tokens. Each entry of `security` is one alternative; an empty one needs no token. */
export function compareSecurity({ report }: Comparison, before: unknown, after: unknown): void {
  const [from, to] = [demandsOf(before), demandsOf(after)];
  const [needed, needs] = [!isOpen(from), !isOpen(to)];
  if (!needed && needs)
    report("token now needed", `a token is now required (${to.map(named).join(" or ")}): send it`);
  if (needed && !needs) report("token no longer needed", "a token is no longer required");
  // Without a token on one side, the sentence above already says everything.
  if (needed === needs || (from.some(hasToken) && to.some(hasToken))) compareDemands(report, from, to);
}

function compareDemands(
  report: Comparison["report"],
  before: readonly Demand[],
  after: readonly Demand[],
): void {
  const [from, to] = [before.filter(hasToken), after.filter(hasToken)];
  for (const demand of from) {
    if (to.some((other) => isWithin(other, demand))) continue;
    const larger = to.find((other) => isWithin(demand, other));
    report(
      "token no longer accepted",
      larger
        ? `${named(demand)} alone is no longer accepted: send ${named(larger)}`
        : `${named(demand)} is no longer accepted: send ${to.map(named).join(" or ") || "no token"}`,
    );
  }
  for (const demand of to) {
    if (from.some((other) => isWithin(other, demand))) continue;
    const isLess = from.some((other) => isWithin(demand, other));
    report("token accepted", `${named(demand)}${isLess ? " alone" : ""} is now accepted`);
  }
}

/** Whether who sends the second demand satisfies the first. */
function isWithin(demand: Demand, other: Demand): boolean {
  return demand.every((scheme) => other.includes(scheme));
}

function hasToken(demand: Demand): boolean {
  return demand.length > 0;
}

function named(demand: Demand): string {
  return demand.map(code).join(" and ");
}

/** Whether the operation can be called without a token. */
function isOpen(demands: readonly Demand[]): boolean {
  return demands.length === 0 || !demands.every(hasToken);
}

function demandsOf(security: unknown): Demand[] {
  return list(security).map((entry) =>
    Object.entries(isObject(entry) ? entry : {})
      .flatMap(([scheme, scopes]) => [scheme, ...list(scopes).map((scope) => `${scheme}: ${String(scope)}`)])
      .toSorted(),
  );
}
