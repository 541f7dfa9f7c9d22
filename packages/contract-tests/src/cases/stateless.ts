import type { Operation } from "../contract/types.ts";
import { authorizationCases } from "./authorization.ts";
import { bodyCases } from "./body.ts";
import type { Case } from "./case.ts";
import { accepted } from "./expected.ts";
import { parameterCases } from "./parameters.ts";
import { methodCases, pathCases } from "./paths.ts";
import { requestsWith } from "./request.ts";

/** Every case of an operation that needs no server state; the same seed gives the same cases. */
export function statelessCases(operation: Operation, token: string, seed: number): Case[] {
  const request = requestsWith(token);
  const minimal: Case = {
    name: "only what is required",
    operation,
    category: "positive",
    request: request(operation),
    expect: accepted,
    parameters: operation.parameters.filter(({ required }) => required).map(({ name }) => name),
  };
  const cases = [
    minimal,
    ...parameterCases(operation, request, seed),
    ...bodyCases(operation, request, seed),
    ...authorizationCases(operation, request, token),
    ...methodCases(operation, request),
    ...pathCases(operation, request),
  ];
  return [...new Map(cases.map((testCase) => [testCase.name, testCase])).values()];
}
