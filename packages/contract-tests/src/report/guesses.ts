import { responseAssertions } from "../assertions/response.ts";
import { describeExpectation, describeResponse, type Exchange } from "../cases/case.ts";
import { errorGuesses, guesses, type Guess } from "../cases/guesses.ts";
import type { Redact } from "./redact.ts";

/** A guess of `spec/evidence.md`, and the responses that confirm or refute it. */
export interface GuessResult {
  readonly guess: string;
  /** How many responses confirm it. */
  readonly confirmed: number;
  /** How many refute it. */
  readonly refuted: number;
  /** The first response that refutes it, else the first that confirms it, in words. */
  readonly example: string;
}

const statusAndCodeAssertions = [
  responseAssertions.accepted,
  responseAssertions.rejected_as_documented,
  responseAssertions.unknown_parameter,
  responseAssertions.duplicate_parameter,
  responseAssertions.paging_token,
  responseAssertions.authorization,
  responseAssertions.method,
  responseAssertions.path,
];

/** Which responses confirm and refute each guess, redacted. */
export function guessResults(exchanges: readonly Exchange[], redact: Redact): GuessResult[] {
  const context = { maxResponseMs: Infinity, logIds: new Set<string>() };
  return (Object.keys(guesses) as Guess[]).flatMap((name) => {
    const matching = exchanges.filter(
      ({ case: { guess, expect } }) => guess === name && !(errorGuesses.includes(name) && expect.accept),
    );
    const refuting = matching.filter(({ case: testCase, response }) =>
      statusAndCodeAssertions.some((assertion) => (assertion(testCase, response, context) ?? []).length > 0),
    );
    const [first] = [...refuting, ...matching];
    if (!first) return [];
    const { case: testCase, response } = first;
    const guessed = refuting.length > 0 ? `; guessed: ${describeExpectation(testCase.expect)}` : "";
    const example = `${testCase.operation.id}, ${testCase.name}: ${describeResponse(response)}${guessed}`;
    return [
      {
        guess: guesses[name],
        confirmed: matching.length - refuting.length,
        refuted: refuting.length,
        example: redact(example),
      },
    ];
  });
}
