import { constantFrom, record, sample } from "fast-check";
import type { Operation, Parameter } from "../contract.ts";
import type { Case } from "./case.ts";
import { queryCase } from "./query-case.ts";
import { representatives } from "./representatives.ts";
import { writeQuery, type MakeRequest } from "./request.ts";
import { randomValuesOf, type WireValue } from "./values.ts";

/** How many random queries each operation with parameters gets. */
const randomQueries = 120;

function pairsOf<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other): [T, T] => [one, other]));
}

function allRepresentatives(parameter: Parameter): string[] {
  return Object.values(representatives(parameter)).flat();
}

/** Every two parameters together. */
export function pairCases(
  operation: Operation,
  parameters: readonly Parameter[],
  request: MakeRequest,
): Case[] {
  return pairsOf(parameters).flatMap(([one, other]) => pairCasesOf(operation, one, other, request));
}

function pairCasesOf(operation: Operation, one: Parameter, other: Parameter, request: MakeRequest): Case[] {
  return allRepresentatives(one).flatMap((left) =>
    allRepresentatives(other).map((right) => {
      const values = { [one.name]: left, [other.name]: right };
      const made = queryCase(
        operation,
        values,
        { name: `${writeQuery(values)} together`, parameters: [one.name, other.name] },
        request,
      );
      return made.expect.fields?.length === 2 ? { ...made, settles: "everyViolation" as const } : made;
    }),
  );
}

/** Random values of all parameters, the same ones for the same seed. */
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
