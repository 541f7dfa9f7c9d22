import { constant, constantFrom, oneof, record, sample, type Arbitrary } from "fast-check";
import type { JsonObject, Operation, Parameter } from "../contract.ts";
import { followed } from "../probe/schema.ts";
import { goodValues, texts } from "./arbitrary.ts";

/** An argument of a method and where it goes on the wire. */
export interface Argument extends Omit<Parameter, "in"> {
  readonly in: "path" | "query" | "body";
}

/** Every argument of an operation's method: its parameters, and the members of its body. */
export function argumentsOf({ parameters, body }: Operation): Argument[] {
  const members = Object.entries((body?.schema["properties"] ?? {}) as JsonObject);
  const required = (body?.schema["required"] ?? []) as string[];
  const example = (body?.example ?? {}) as JsonObject;
  return [
    ...parameters.flatMap((one) => (one.in === "header" ? [] : [{ ...one, in: one.in }])),
    ...members.map(([name, member]): Argument => ({
      name,
      in: "body",
      required: required.includes(name),
      schema: followed(member),
      schemaPointer: `${body!.schemaPointer}/properties/${name}`,
      example: example[name],
    })),
  ];
}

/** Sets of arguments that keep to the contract: each argument alone with many values, then all of them at random. */
export function goodArguments(operation: Operation, seed: number, count: number): JsonObject[] {
  const known = argumentsOf(operation);
  const alone = known.flatMap((one, index) =>
    sample(valuesFor(operation, one), { seed: seed + index, numRuns: 12 }).map((value) => ({
      ...operation.minimal,
      [one.name]: value,
    })),
  );
  const bounds = known.flatMap((one) =>
    boundsOf(one).map((value) => ({ ...operation.minimal, [one.name]: value })),
  );
  const together = record(
    Object.fromEntries(
      known.map((one) => {
        const values = valuesFor(operation, one);
        return [
          one.name,
          one.required ? values : oneof({ weight: 4, arbitrary: values }, constant(undefined)),
        ];
      }),
    ),
    { requiredKeys: known.filter(({ required }) => required).map(({ name }) => name) },
  );
  return [operation.minimal, ...bounds, ...alone, ...sampled(together, seed, count)];
}

/**
 * Sets of arguments that a URL and JSON can carry and the contract does not allow: the client leaves it to the server
 * to refuse them, and must not change them either.
 */
export function oddArguments(operation: Operation): JsonObject[] {
  return argumentsOf(operation).flatMap((one) => {
    const isCursor = one.name === operation.pagination?.cursor;
    const odd = isCursor ? ["0", "false"] : ["", 0, -1, 1.5, 101, false, true, "0", "Not-In-The-Enum"];
    return odd
      .filter((value) => one.in !== "path" || (typeof value !== "boolean" && value !== ""))
      .map((value) => ({ ...operation.minimal, [one.name]: value }));
  });
}

/** Arguments that cannot be sent, and what is wrong with each. */
export function unsendableArguments(operation: Operation): [what: string, params: JsonObject][] {
  const { minimal } = operation;
  const known = argumentsOf(operation);
  return [
    ["a parameter that the contract lacks", { ...minimal, not_documented: 1 }],
    ["a parameter in camel case", { ...minimal, pageSizeOfAll: 5 }],
    ...known
      .filter((one) => one.in !== "body")
      .flatMap(({ name }): [string, JsonObject][] => [
        [`${name} is NaN`, { ...minimal, [name]: Number.NaN }],
        [`${name} is infinite`, { ...minimal, [name]: Infinity }],
        [`${name} is an object`, { ...minimal, [name]: { a: 1 } }],
        [`${name} is half of a character`, { ...minimal, [name]: "\uD83D" }],
        [`${name} is a function`, { ...minimal, [name]: () => 1 }],
      ]),
    ...known
      .filter((one) => one.in === "path")
      .flatMap(({ name }): [string, JsonObject][] =>
        [undefined, "", ".", ".."].map((value) => [`${name} is ${value}`, { ...minimal, [name]: value }]),
      ),
    ...(operation.pagination
      ? [["an empty token", { ...minimal, [operation.pagination.cursor]: "" }] as [string, JsonObject]]
      : []),
  ];
}

/** Options of a call that change nothing of what is sent. */
export function harmlessOptions(operation: Operation, seed: number, count: number): JsonObject[] {
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
  return sampled(options, seed, count);
}

function valuesFor({ pagination }: Operation, one: Argument): Arbitrary<unknown> {
  // Opaque, and an empty one is refused by the client itself.
  if (one.name === pagination?.cursor) return texts(1);
  const values = goodValues({ ...one, in: "query" });
  return one.in === "path" ? values.filter((value) => !/^\.{0,2}$/.test(String(value))) : values;
}

function boundsOf({ schema }: Argument): unknown[] {
  const { minimum, maximum, default: initial, enum: allowed } = schema;
  const values = Array.isArray(allowed) ? allowed : [minimum, maximum, initial];
  return [...new Set(values)].filter((value) => value !== undefined);
}

function sampled(arbitrary: Arbitrary<object>, seed: number, numRuns: number): JsonObject[] {
  return sample(arbitrary, { seed, numRuns }).map((made) => ({ ...made }));
}
