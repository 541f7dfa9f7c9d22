import type { Operation, Parameter } from "../contract.ts";
import type { Case } from "./case.ts";
import { pairCases, randomCases } from "./cases-combined.ts";
import { pathValueCases } from "./cases-path-values.ts";
import { accepted, expectQuery } from "./oracle.ts";
import { queryCase } from "./query-case.ts";
import { representatives } from "./representatives.ts";
import { queryParametersOf, type MakeRequest } from "./request.ts";
import { encode, valuesOf } from "./values.ts";

/** Each parameter with every value, doubled, missing, under other names, with every other one, and at random. */
export function parameterCases(operation: Operation, request: MakeRequest, seed: number): Case[] {
  const parameters = queryParametersOf(operation);
  return [
    ...parameters.flatMap((parameter) => singles(operation, parameter, request)),
    ...parameters.flatMap((parameter) => doubles(operation, parameter, request)),
    ...parameters
      .filter(({ required }) => required)
      .map((parameter) => missing(operation, parameter, request)),
    ...unknowns(operation, request),
    ...pairCases(operation, parameters, request),
    ...randomCases(operation, parameters, request, seed),
    ...pathValueCases(operation, request),
  ];
}

function singles(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  const isCursor = name === operation.pagination?.cursor;
  return valuesOf(parameter).map(({ label, raw, transport, settles }) => {
    const guess = isCursor
      ? raw === ""
        ? "emptyToken"
        : "foreignToken"
      : raw === ""
        ? emptyGuess(parameter)
        : settles;
    return queryCase(
      operation,
      { [name]: raw },
      {
        name: `${name} is ${label}`,
        parameters: [name],
        ...(guess && { settles: guess }),
        ...(transport && { expect: { ...accepted, transport } }),
      },
      request,
    );
  });
}

function emptyGuess({ schema }: Parameter): "enum" | "number" | undefined {
  return schema["enum"] ? "enum" : schema["type"] === "integer" ? "number" : undefined;
}

function doubles(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  const [one = "", two = one] = representatives(parameter).good;
  const others: [label: string, first: string, second: string][] = [
    ["the same", one, one],
    ["two good values", one, two],
    ["first a good value, then an empty one", one, ""],
    ["first an empty value, then a good one", "", one],
    ["two bad values", "%00", "%00"],
  ];
  return others.map(([label, first, second]) => {
    const made = request(operation);
    const query = [made.query, `${encode(name)}=${first}&${encode(name)}=${second}`]
      .filter(Boolean)
      .join("&");
    const expect = expectQuery(operation, query);
    const sent = { ...made, query };
    return {
      name: `${name} twice: ${label}`,
      operation,
      aim: "doubled",
      request: sent,
      expect,
      parameters: [name],
      settles: "doubled",
    };
  });
}

function missing(operation: Operation, { name }: Parameter, request: MakeRequest): Case {
  return queryCase(
    operation,
    { [name]: undefined },
    { name: `${name} is missing`, parameters: [name] },
    request,
  );
}

function unknowns(operation: Operation, request: MakeRequest): Case[] {
  const names = queryParametersOf(operation).map(({ name }) => name);
  const near = names.flatMap((name) => [
    name.toUpperCase(),
    `${name}[]`,
    ` ${name}`,
    camel(name),
    `${name}.x`,
  ]);
  const made = request(operation);
  const own = [
    "unknown",
    "__proto__",
    "constructor",
    "toString",
    "access_token",
    "\u4E2D\u6587",
    "\u{1F600}",
    "",
  ];
  const written = [...new Set([...own, ...near])]
    .filter((name) => !names.includes(name))
    .map((name) => [JSON.stringify(name), `${encode(name)}=1`]);
  const odd = [
    ["no value", "unknown"],
    ["a broken escape", "%zz=%zz"],
    ["nothing but &", "&&"],
    ["a bare =", "="],
    ["two question marks", "?a=1"],
  ];
  return [...written, ...odd].map(([label = "", text = ""]) => ({
    name: `an unknown parameter: ${label}`,
    operation,
    aim: "unknown",
    request: { ...made, query: [made.query, text].filter(Boolean).join("&") },
    expect: accepted,
    parameters: [],
    settles: "unknown",
  }));
}

function camel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
