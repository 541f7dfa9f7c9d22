import { constantFrom, record, sample } from "fast-check";
import type { Operation, Parameter } from "../contract.ts";
import type { Case, Expectation } from "./case.ts";
import { accepted, expectQuery, isValid } from "./oracle.ts";
import { pathOf, queryParametersOf, writeQuery, type MakeRequest } from "./request.ts";
import { encode, randomValuesOf, valuesOf, type WireValue } from "./values.ts";

/** How many random queries each operation with parameters gets. */
const randomQueries = 120;

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
    ...pairsOf(parameters).flatMap(([one, other]) => pairCases(operation, one, other, request)),
    ...randomCases(operation, parameters, request, seed),
    ...operation.parameters
      .filter((parameter) => parameter.in === "path")
      .flatMap((parameter) => pathValues(operation, parameter, request)),
  ];
}

function queryCase(
  operation: Operation,
  query: Readonly<Record<string, string | undefined>>,
  about: Pick<Case, "name" | "parameters"> & Partial<Case>,
  request: MakeRequest,
): Case {
  const made = request(operation, { query });
  const expect = expectQuery(operation, made.query);
  const aim = expect.accept ? "positive" : expect.fields ? "parameter" : "token";
  return { operation, aim, request: made, expect, ...about };
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

function pairsOf<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other): [T, T] => [one, other]));
}

/** A few good and bad values that stand for all. */
function representatives(parameter: Parameter): { good: string[]; bad: string[] } {
  const sendable = valuesOf(parameter).filter(({ transport }) => !transport);
  const [good, bad] = [true, false].map((wanted) =>
    sendable
      .filter(({ raw }) => isValid(parameter, [decode(raw)]) === wanted)
      .toSorted((one, other) => one.raw.length - other.raw.length)
      .map(({ raw }) => raw),
  );
  const schema = parameter.schema;
  const own = [...(Array.isArray(schema["enum"]) ? schema["enum"] : [schema["minimum"], schema["maximum"]])];
  const plain = own.filter((value) => value !== undefined).map((value) => encode(String(value)));
  return { good: plain.length > 0 ? plain : spread(good), bad: spread(bad) };
}

/** A few that lie far from each other. */
function spread(values: readonly string[] = []): string[] {
  const picked = [0, 0.35, 0.7].map((share) => values[Math.floor(values.length * share)]);
  return [...new Set(picked)].filter((raw) => raw !== undefined);
}

function allRepresentatives(parameter: Parameter): string[] {
  return Object.values(representatives(parameter)).flat();
}

function decode(raw: string): string {
  return new URLSearchParams(`v=${raw}`).get("v") ?? "";
}

function pairCases(operation: Operation, one: Parameter, other: Parameter, request: MakeRequest): Case[] {
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

function randomCases(
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

function pathValues(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  return valuesOf(parameter)
    .filter(({ raw }) => !/[/?#]/.test(raw) && raw !== "" && !/^\.{1,2}$/.test(raw))
    .map(({ label, raw, transport }): Case => {
      const isRead = isValid(parameter, [decodePath(raw)]);
      const expect: Expectation = isRead
        ? orMissing(operation)
        : { accept: false, refuse: [{ status: 400, code: 99992402 }], fields: [name] };
      return {
        name: `${name} in the path is ${label}`,
        operation,
        aim: isRead ? "positive" : "parameter",
        request: {
          ...request(operation, { path: { [name]: raw } }),
          path: pathOf(operation, { [name]: raw }),
        },
        expect: transport ? { ...accepted, transport } : expect,
        parameters: [name],
      };
    });
}

/** A path names a thing; whether there is one, the contract cannot say. */
function orMissing({ failures }: Operation): Expectation {
  const about = failures.filter(({ kind }) => ["not_found", "permission", "validation"].includes(kind));
  return { accept: true, refuse: about.map(({ status, code }) => ({ status, code })) };
}

function decodePath(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
