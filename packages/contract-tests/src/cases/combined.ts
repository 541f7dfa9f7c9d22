import { constantFrom, record, sample } from "fast-check";
import type { Operation, Parameter } from "../contract/types.ts";
import type { Case } from "./case.ts";
import { queryCase, representatives } from "./query.ts";
import { writeQuery, type MakeRequest } from "./request.ts";
import { randomValuesOf, type WireValue } from "./values.ts";

/** How many random queries each operation with parameters gets. */
const randomQueries = 120;

/** Every two parameters together, with representative values of each. */
export function pairCases(
  operation: Operation,
  parameters: readonly Parameter[],
  request: MakeRequest,
): Case[] {
  return pairsOf(parameters).flatMap((pair) => pairCasesOf(operation, pair, request));
}

function pairsOf<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((first, index) => list.slice(index + 1).map((second): [T, T] => [first, second]));
}

function pairCasesOf(operation: Operation, pair: [Parameter, Parameter], request: MakeRequest): Case[] {
  const [first, second] = pair;
  const [firstValues = [], secondValues] = pair.map((parameter) =>
    Object.values(representatives(parameter)).flat(),
  );
  return firstValues.flatMap((left) =>
    (secondValues ?? []).map((right) => {
      const query = { [first.name]: left, [second.name]: right };
      const fields = { name: `${writeQuery(query)} together`, parameters: [first.name, second.name] };
      const testCase = queryCase(operation, query, fields, request);
      return testCase.expect.fields?.length === 2
        ? { ...testCase, guess: "everyViolation" as const }
        : testCase;
    }),
  );
}

/** Random values of all parameters; the same seed gives the same cases. */
export function randomCases(
  operation: Operation,
  parameters: readonly Parameter[],
  request: MakeRequest,
  seed: number,
): Case[] {
  if (parameters.length === 0) return [];
  const pools = parameters.map((parameter, index): [string, WireValue[]] => [
    parameter.name,
    randomValuesOf(parameter, seed + index, randomQueries),
  ]);
  const values = Object.fromEntries(
    pools.map(([name, pool]) => [name, constantFrom(...pool.map(({ raw }) => raw))]),
  );
  const queries = sample(record(values, { requiredKeys: [] }), { seed, numRuns: randomQueries });
  return queries.map((query, index) =>
    queryCase(operation, query, { name: `random query ${index}`, parameters: Object.keys(query) }, request),
  );
}
