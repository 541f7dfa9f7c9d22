import type { Operation, Parameter } from "../contract/types.ts";
import type { Case } from "./case.ts";
import { pairCases, randomCases } from "./combined.ts";
import { accepted, expectQuery } from "./expected.ts";
import type { Guess } from "./guesses.ts";
import { pathValueCases } from "./path-values.ts";
import { queryCase, representatives } from "./query.ts";
import { queryParametersOf, type MakeRequest } from "./request.ts";
import { encode, valuesOf } from "./values.ts";

/** Each parameter with every value, twice, missing and misnamed; every two parameters together; random queries. */
export function parameterCases(operation: Operation, request: MakeRequest, seed: number): Case[] {
  const parameters = queryParametersOf(operation);
  return [
    ...parameters.flatMap((parameter) => singleCases(operation, parameter, request)),
    ...parameters.flatMap((parameter) => duplicateCases(operation, parameter, request)),
    ...parameters
      .filter(({ required }) => required)
      .map((parameter) => missingCase(operation, parameter, request)),
    ...unknownCases(operation, request),
    ...pairCases(operation, parameters, request),
    ...randomCases(operation, parameters, request, seed),
    ...pathValueCases(operation, request),
  ];
}

function singleCases(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  const isCursor = name === operation.pagination?.cursor;
  return valuesOf(parameter).map(({ label, raw, transport, guess: valueGuess }) => {
    const guess = isCursor ? cursorGuess(raw) : raw === "" ? emptyValueGuess(parameter) : valueGuess;
    const fields = {
      name: `${name} is ${label}`,
      parameters: [name],
      ...(guess && { guess }),
      ...(transport && { expect: { ...accepted, transport } }),
    };
    return queryCase(operation, { [name]: raw }, fields, request);
  });
}

function cursorGuess(raw: string): Guess {
  return raw === "" ? "emptyToken" : "foreignToken";
}

function emptyValueGuess({ schema }: Parameter): Guess | undefined {
  return schema["enum"] ? "enum" : schema["type"] === "integer" ? "number" : undefined;
}

function duplicateCases(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  const [valid = "", secondValid = valid] = representatives(parameter).valid;
  const values: [label: string, first: string, second: string][] = [
    ["the same value", valid, valid],
    ["two valid values", valid, secondValid],
    ["a valid value, then an empty one", valid, ""],
    ["an empty value, then a valid one", "", valid],
    ["two invalid values", "%00", "%00"],
  ];
  return values.map(([label, first, second]) => {
    const base = request(operation);
    const query = [base.query, `${encode(name)}=${first}&${encode(name)}=${second}`]
      .filter(Boolean)
      .join("&");
    return {
      name: `${name} twice: ${label}`,
      operation,
      category: "duplicate",
      request: { ...base, query },
      expect: expectQuery(operation, query),
      parameters: [name],
      guess: "duplicate",
    };
  });
}

function missingCase(operation: Operation, { name }: Parameter, request: MakeRequest): Case {
  const fields = { name: `${name} is missing`, parameters: [name] };
  return queryCase(operation, { [name]: undefined }, fields, request);
}

function unknownCases(operation: Operation, request: MakeRequest): Case[] {
  const declaredNames = queryParametersOf(operation).map(({ name }) => name);
  const similar = declaredNames.flatMap((name) => [
    name.toUpperCase(),
    `${name}[]`,
    ` ${name}`,
    camelCase(name),
    `${name}.x`,
  ]);
  const unrelated = [
    "unknown",
    "__proto__",
    "constructor",
    "toString",
    "access_token",
    "\u4E2D\u6587",
    "\u{1F600}",
    "",
  ];
  const named = [...new Set([...unrelated, ...similar])]
    .filter((name) => !declaredNames.includes(name))
    .map((name) => [JSON.stringify(name), `${encode(name)}=1`]);
  const malformed = [
    ["no value", "unknown"],
    ["a malformed escape", "%zz=%zz"],
    ["only &", "&&"],
    ["only =", "="],
    ["two question marks", "?a=1"],
  ];
  const base = request(operation);
  return [...named, ...malformed].map(([label = "", text = ""]) => ({
    name: `an unknown parameter: ${label}`,
    operation,
    category: "unknown",
    request: { ...base, query: [base.query, text].filter(Boolean).join("&") },
    expect: accepted,
    parameters: [],
    guess: "unknown",
  }));
}

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
