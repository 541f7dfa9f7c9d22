import { jsonValue, record, sample } from "fast-check";
import type { JsonObject, Operation } from "../contract/types.ts";
import type { Case } from "./case.ts";
import { expectBody } from "./expected.ts";
import type { MakeRequest } from "./request.ts";

/** How many random bodies each operation with a body gets. */
const randomBodies = 60;

const anyValues: readonly unknown[] = [
  null,
  "",
  " ",
  "x",
  "\u0000",
  "\n",
  "\u4E2D\u6587",
  "\u{1F600}",
  "\uFEFF",
  "../../etc/passwd",
  "%zz",
  "' OR '1'='1",
  "x".repeat(4096),
  "x".repeat(17 * 1024),
  0,
  -1,
  1.5,
  1e300,
  true,
  false,
  [],
  ["x"],
  {},
  { a: 1 },
];

/** The contract does not define the response to these; the server must survive them. */
const mediaTypes = [
  undefined,
  "",
  "foo",
  "text/plain",
  "application/json; charset=gbk",
  "multipart/form-data",
];

/** A missing body, a body that is not JSON or not an object, and each field with every value. */
export function bodyCases(operation: Operation, request: MakeRequest, seed: number): Case[] {
  const { body } = operation;
  if (!body) return [];
  const example = (body.example ?? {}) as JsonObject;
  const fields = Object.keys(body.schema["properties"] ?? {});
  const make = (name: string, text: string | undefined, parameters: readonly string[] = []): Case => {
    const expect = expectBody(operation, text);
    const category = expect.accept && expect.allowedErrors.length === 0 ? "positive" : "body";
    return { name, operation, category, request: request(operation, { body: text }), expect, parameters };
  };
  const whole: [label: string, text: string | undefined][] = [
    ["missing", undefined],
    ["empty", ""],
    ["white space", " \n"],
    ["a form", "app_id=1"],
    ["truncated JSON", JSON.stringify(example).slice(0, -5)],
    ["JSON and a further brace", `${JSON.stringify(example)}}`],
    ...[null, true, 1, "text", [], [example], {}].map((value): [string, string] => [
      JSON.stringify(value).slice(0, 40),
      JSON.stringify(value),
    ]),
    ["20,000 opening brackets", "[".repeat(20_000)],
  ];
  const random = sample(
    record(Object.fromEntries(fields.map((name) => [name, jsonValue()])), { requiredKeys: [] }),
    { seed, numRuns: randomBodies },
  );
  return [
    make("the example", JSON.stringify(example), fields),
    make("the example, indented", JSON.stringify(example, undefined, 4)),
    make("the example with unknown fields", JSON.stringify({ ...example, unknown: 1, constructor: 2 })),
    make("the example with __proto__", `{"__proto__":{"a":1},${JSON.stringify(example).slice(1)}`),
    ...mediaTypes.map((type): Case => ({
      name: `the example as ${type === undefined ? "no content type" : JSON.stringify(type)}`,
      operation,
      category: "body",
      request: request(operation, { body: JSON.stringify(example), headers: { "content-type": type } }),
      expect: { ...expectBody(operation, JSON.stringify(example)), transport: true },
      parameters: [],
    })),
    ...whole.map(([label, text]) => make(`the body is ${label}`, text)),
    ...fields.flatMap((field) => [
      make(`${field} is missing`, JSON.stringify({ ...example, [field]: undefined }), [field]),
      ...anyValues.map((value, index) =>
        make(
          `${field} is ${JSON.stringify(value).slice(0, 40)} (${index})`,
          JSON.stringify({ ...example, [field]: value }),
          [field],
        ),
      ),
    ]),
    ...random.map((value, index) => make(`random body ${index}`, JSON.stringify(value))),
  ];
}
