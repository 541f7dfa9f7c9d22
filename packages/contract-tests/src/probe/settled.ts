import { checks } from "./checks.ts";
import { describeAnswer, describeExpectation, type Exchange } from "./case.ts";
import { aboutRefusals, guesses, type Guess } from "./guesses.ts";
import type { Conceal } from "./secrets.ts";

/** A guess of `spec/evidence.md` and what the answers say of it. */
export interface Settled {
  readonly guess: string;
  /** How many answers were as guessed. */
  readonly as: number;
  /** How many were not. */
  readonly otherwise: number;
  /** The first answer that speaks against it, else the first for it. */
  readonly seen: string;
}

const outcomes = [
  checks.accepted,
  checks.refused_as_documented,
  checks.unknown_parameter,
  checks.duplicate_parameter,
  checks.paging_token,
  checks.authorization,
  checks.method,
  checks.path,
];

/** What answers say of each guess that they can settle, without what `conceal` takes out. */
export function settledBy(exchanges: readonly Exchange[], conceal: Conceal): Settled[] {
  const context = { ceilingMs: Infinity, logIds: new Set<string>() };
  return (Object.keys(guesses) as Guess[]).flatMap((name) => {
    const own = exchanges.filter(
      ({ case: one }) => one.settles === name && !(aboutRefusals.includes(name) && one.expect.accept),
    );
    const against = own.filter(({ case: one, answer }) =>
      outcomes.some((check) => (check(one, answer, context) ?? []).length > 0),
    );
    const [first] = [...against, ...own];
    if (!first) return [];
    const { case: one, answer } = first;
    const expected = against.length > 0 ? `, guessed was ${describeExpectation(one.expect)}` : "";
    const seen = `${one.operation.id}, ${one.name}: ${describeAnswer(answer)}${expected}`;
    return [
      {
        guess: guesses[name],
        as: own.length - against.length,
        otherwise: against.length,
        seen: conceal(seen),
      },
    ];
  });
}
