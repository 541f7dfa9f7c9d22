import type { Operation } from "../contract.ts";
import type { Case } from "./case.ts";
import { authorizationCases } from "./cases-authorization.ts";
import { bodyCases } from "./cases-body.ts";
import { parameterCases } from "./cases-parameters.ts";
import { methodCases, pathCases } from "./cases-paths.ts";
import { accepted } from "./oracle.ts";
import { requestsWith } from "./request.ts";

/** Every case of an operation that needs no state of the server; the same seed makes the same ones. */
export function casesOf(operation: Operation, token: string, seed: number): Case[] {
  const request = requestsWith(token);
  const minimal: Case = {
    name: "the least that is required",
    operation,
    aim: "positive",
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
  return [...new Map(cases.map((one) => [one.name, one])).values()];
}
