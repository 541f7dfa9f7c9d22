import type { Exchange } from "../probe/case.ts";
import type { Report } from "../probe/run.ts";
import { judgements, type Finding, type Judgement } from "./judgements.ts";

/** Findings of one operation that fall under one judgement. */
export interface Deviation {
  readonly judgement: Judgement;
  readonly operation: string;
  /** How many cases show it. */
  readonly cases: number;
  /** The first of these, in words. */
  readonly example: string;
  /** What the contract says, and what came: each once. */
  readonly expected: readonly string[];
  readonly got: readonly string[];
  readonly checks: readonly string[];
}

/**
 * A run's faults, by judgement and operation. Throws where a fault falls under no judgement, or a judgement is without
 * faults, so that nobody's guess stands for a look.
 */
export function deviationsOf({ faults, exchanges }: Pick<Report, "faults" | "exchanges">): Deviation[] {
  const byCase = new Map<string, Exchange>(
    exchanges.map((exchange) => [`${exchange.case.operation.id} ${exchange.case.name}`, exchange]),
  );
  const findings = faults.map((fault): [Judgement | undefined, Finding] => {
    const exchange = byCase.get(`${fault.operation} ${fault.case}`);
    if (!exchange) throw new Error(`no exchange for ${fault.operation}, ${fault.case}`);
    const finding = { ...exchange, fault };
    return [judgements.find(({ matches }) => matches(finding)), finding];
  });
  const unjudged = findings.find(([judgement]) => !judgement)?.[1];
  if (unjudged) {
    const { operation, case: name, check, text } = unjudged.fault;
    throw new Error(
      `not judged yet: ${operation}, ${name}: ${check}: ${text}; see src/stock-prism/judgements.ts`,
    );
  }
  return judgements.flatMap((judgement) => {
    const own = findings.filter(([other]) => other === judgement).map(([, finding]) => finding);
    if (own.length === 0)
      throw new Error(`no longer seen: ${judgement.sent}; see src/stock-prism/judgements.ts`);
    return [...Map.groupBy(own, ({ fault }) => fault.operation)].map(([operation, alike]) => ({
      judgement,
      operation,
      cases: new Set(alike.map(({ fault }) => fault.case)).size,
      example: alike[0]!.fault.case,
      expected: unique(alike.map(({ fault }) => fault.expected)),
      got: unique(alike.map(({ fault }) => fault.got)),
      checks: unique(alike.map(({ fault }) => fault.check)),
    }));
  });
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
