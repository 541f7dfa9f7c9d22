import {
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
  tuple,
  type Arbitrary,
} from "fast-check";
import type { JsonObject, Parameter } from "../contract/types.ts";
import { dereference } from "../contract/schema.ts";
import { invalidFields } from "../contract/validator.ts";

/** Strings that an encoder may corrupt, or that look like another value. */
const awkwardStrings: readonly string[] = [
  "a b",
  "a+b",
  "a&b=c",
  "100%",
  "%20",
  "%2B",
  "a/b?c#d",
  "dmJC+RHhp/d3==",
  "null",
  "undefined",
  "[object Object]",
  "__proto__",
  "'\"<>\\",
  "a,b;c:d@e!f*g(h)",
  "line\nfeed\ttab\u0000",
  "\u4E2D\u6587\u7FA4",
  "\u{1F600}\u{1F468}\u200D\u{1F469}",
  "e\u0301\u202Ex",
  "\uFEFF",
  " ",
  "t".repeat(2000),
];

/** Valid values for a parameter. */
export function validValues({ schema, schemaPointer }: Parameter): Arbitrary<unknown> {
  return arbitraryOf(schema).filter((value) => invalidFields(schemaPointer, value).length === 0);
}

/** Random and awkward strings of `minLength` to `maxLength` characters. */
export function strings(minLength: number = 0, maxLength: number = Infinity): Arbitrary<string> {
  const point = oneof(
    { weight: 3, arbitrary: integer({ min: 0x20, max: 0x7e }) },
    integer({ min: 0, max: 0xd7_ff }),
    integer({ min: 0xe0_00, max: 0x10_ff_ff }),
  );
  const most = Math.min(maxLength, minLength + 12);
  const random = array(point, { minLength, maxLength: most }).map((points) =>
    String.fromCodePoint(...points),
  );
  const awkward = awkwardStrings.filter(({ length }) => length >= minLength && length <= maxLength);
  return awkward.length > 0 ? oneof(random, constantFrom(...awkward)) : random;
}

/** Random values by the type, bounds and alternatives of a schema; other keywords are ignored. */
export function arbitraryOf(node: unknown): Arbitrary<unknown> {
  const schema = dereference(node);
  if ("const" in schema) return constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return constantFrom(...(schema["enum"] as unknown[]));
  const alternatives = (schema["anyOf"] ?? schema["oneOf"]) as unknown[] | undefined;
  if (alternatives) return oneof(...alternatives.map(arbitraryOf));
  if (Array.isArray(schema["allOf"]))
    return tuple(...(schema["allOf"] as unknown[]).map(arbitraryOf)).map((parts) =>
      Object.assign({}, ...parts),
    );
  const types = [schema["type"] ?? (schema["properties"] ? "object" : "string")].flat() as string[];
  return oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: JsonObject): Arbitrary<unknown> {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema as Record<string, number>;
  const examples = (schema["examples"] ?? []) as unknown[];
  switch (type) {
    case "null":
      return constant(null);
    case "boolean":
      return boolean();
    case "integer":
      return integer({ min: minimum ?? -(2 ** 31), max: maximum ?? 2 ** 31 - 1 });
    case "number":
      // In hundredths: JavaScript writes smaller numbers with an exponent, which servers may not parse.
      return integer({
        min: Math.ceil((minimum ?? -1e6) * 100),
        max: Math.floor((maximum ?? 1e6) * 100),
      }).map((hundredths) => hundredths / 100);
    case "array":
      return array(arbitraryOf(schema["items"] ?? {}), {
        minLength: minItems ?? 0,
        maxLength: Math.min(maxItems ?? 4, (minItems ?? 0) + 4),
      });
    case "object":
      return objects(schema);
    default: {
      const random = strings(minLength, maxLength);
      return examples.length > 0 ? oneof(constantFrom(...examples), random) : random;
    }
  }
}

function objects(schema: JsonObject): Arbitrary<unknown> {
  const properties = Object.entries((schema["properties"] ?? {}) as JsonObject);
  return record(Object.fromEntries(properties.map(([name, property]) => [name, arbitraryOf(property)])), {
    requiredKeys: (schema["required"] ?? []) as string[],
  }).map((object) => ({ ...object }));
}
