import { inspect } from "node:util";
import { constant, constantFrom, oneof, record, sample, type Arbitrary } from "fast-check";
import { dereference } from "../contract/schema.ts";
import type { JsonObject, Operation, Parameter } from "../contract/types.ts";
import { strings, validValues } from "./arbitrary.ts";

/** A parameter of a generated method, and where it is sent. */
export interface MethodParameter extends Omit<Parameter, "in"> {
  readonly in: "path" | "query" | "body";
}

/** The parameters of an operation's method: those in path and query, and the fields of the body. */
export function methodParametersOf({ parameters, body }: Operation): MethodParameter[] {
  const fields = Object.entries((body?.schema["properties"] ?? {}) as JsonObject);
  const required = (body?.schema["required"] ?? []) as string[];
  const example = (body?.example ?? {}) as JsonObject;
  return [
    ...parameters.flatMap((parameter) =>
      parameter.in === "header" ? [] : [{ ...parameter, in: parameter.in }],
    ),
    ...fields.map(([name, schema]): MethodParameter => ({
      name,
      in: "body",
      required: required.includes(name),
      schema: dereference(schema),
      schemaPointer: `${body!.schemaPointer}/properties/${name}`,
      example: example[name],
    })),
  ];
}

/**
 * Valid params: each parameter alone with its bounds and random values, then `count` random sets of all parameters.
 */
export function validParams(operation: Operation, seed: number, count: number): JsonObject[] {
  const parameters = methodParametersOf(operation);
  const alone = parameters.flatMap((parameter, index) =>
    [
      ...boundsOf(parameter),
      ...sample(valuesFor(operation, parameter), { seed: seed + index, numRuns: 12 }),
    ].map((value) => ({ ...operation.minimal, [parameter.name]: value })),
  );
  const together = record(
    Object.fromEntries(
      parameters.map((parameter) => {
        const values = valuesFor(operation, parameter);
        return [
          parameter.name,
          parameter.required ? values : oneof({ weight: 4, arbitrary: values }, constant(undefined)),
        ];
      }),
    ),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  );
  return [operation.minimal, ...alone, ...sampleObjects(together, seed, count)];
}

/** Params that violate the contract, but can be sent: the client must send them unchanged. */
export function invalidParams(operation: Operation): JsonObject[] {
  return methodParametersOf(operation).flatMap((parameter) => {
    const isCursor = parameter.name === operation.pagination?.cursor;
    const values = isCursor ? ["0", "false"] : ["", 0, -1, 1.5, 101, false, true, "0", "Not-In-The-Enum"];
    return values
      .filter((value) => parameter.in !== "path" || (typeof value !== "boolean" && value !== ""))
      .map((value) => ({ ...operation.minimal, [parameter.name]: value }));
  });
}

/** Params that cannot be sent, with the reason: the client must throw. */
export function unsendableParams(operation: Operation): [reason: string, params: JsonObject][] {
  const { minimal, pagination } = operation;
  const parameters = methodParametersOf(operation);
  const inUrl = [Number.NaN, Infinity, { a: 1 }, "\uD83D", () => 1];
  const inPath = [undefined, "", ".", ".."];
  return [
    ["an unknown parameter", { ...minimal, not_documented: 1 }],
    ["a parameter in camel case", { ...minimal, pageSizeOfAll: 5 }],
    ...parameters.flatMap(({ name, in: location }) => {
      const values = [
        ...(location === "body" ? [] : inUrl),
        ...(location === "path" ? inPath : []),
        ...(name === pagination?.cursor ? [""] : []),
      ];
      return values.map((value): [string, JsonObject] => [
        `${name} = ${inspect(value)}`,
        { ...minimal, [name]: value },
      ]);
    }),
  ];
}

/** Call options that do not change the request. */
export function neutralOptions(operation: Operation, seed: number, count: number): JsonObject[] {
  const options = record(
    {
      timeoutMs: constantFrom(1000, 30_000, 2_147_483_647),
      deadlineMs: constantFrom(undefined, 60_000),
      retry: constantFrom(undefined, false, { attempts: 1 }, { attempts: 100 }),
      signal: constantFrom(undefined, new AbortController().signal),
      ...(operation.pagination && { prefetch: constantFrom(true, false) }),
    },
    { requiredKeys: [] },
  );
  return sampleObjects(options, seed, count);
}

function valuesFor({ pagination }: Operation, parameter: MethodParameter): Arbitrary<unknown> {
  // A cursor is opaque; the client throws for an empty one.
  if (parameter.name === pagination?.cursor) return strings(1);
  const values = validValues({ ...parameter, in: "query" });
  return parameter.in === "path" ? values.filter((value) => !/^\.{0,2}$/.test(String(value))) : values;
}

function boundsOf({ schema }: MethodParameter): unknown[] {
  const { minimum, maximum, default: initial, enum: allowed } = schema;
  const values = Array.isArray(allowed) ? allowed : [minimum, maximum, initial];
  return [...new Set(values)].filter((value) => value !== undefined);
}

function sampleObjects(arbitrary: Arbitrary<object>, seed: number, numRuns: number): JsonObject[] {
  return sample(arbitrary, { seed, numRuns }).map((object) => ({ ...object }));
}
