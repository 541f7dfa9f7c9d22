import { jsonValue, record, sample } from "fast-check";
import type { JsonObject, Operation } from "../contract.ts";
import type { Case } from "./case.ts";
import { expectBody } from "./oracle.ts";
import type { MakeRequest } from "./request.ts";

/** How many random bodies each operation that takes one gets. */
const randomBodies = 60;

const anyValue: readonly unknown[] = [
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

/** What the contract does not say how to answer, and what must be survived. */
const mediaTypes = [
  undefined,
  "",
  "foo",
  "text/plain",
  "application/json; charset=gbk",
  "multipart/form-data",
];

/** A JSON body that is missing, no JSON, of another type, and each of its members with every value. */
export function bodyCases(operation: Operation, request: MakeRequest, seed: number): Case[] {
  const { body } = operation;
  if (!body) return [];
  const example = (body.example ?? {}) as JsonObject;
  const members = Object.keys(body.schema["properties"] ?? {});
  const one = (name: string, text: string | undefined, parameters: readonly string[] = []): Case => {
    const expect = expectBody(operation, text);
    const aim = expect.accept && expect.refuse.length === 0 ? "positive" : "body";
    return { name, operation, aim, request: request(operation, { body: text }), expect, parameters };
  };
  const whole: [label: string, text: string | undefined][] = [
    ["missing", undefined],
    ["empty", ""],
    ["white space", " \n"],
    ["no JSON", "app_id=1"],
    ["half of its JSON", JSON.stringify(example).slice(0, -5)],
    ["JSON and more", `${JSON.stringify(example)}}`],
    ...[null, true, 1, "text", [], [example], {}].map((value): [string, string] => [
      JSON.stringify(value).slice(0, 40),
      JSON.stringify(value),
    ]),
    ["one million brackets less a few", "[".repeat(20_000)],
  ];
  return [
    one("the example", JSON.stringify(example), members),
    one("the example, spaced out", JSON.stringify(example, undefined, 4)),
    one("the example and unknown members", JSON.stringify({ ...example, unknown: 1, constructor: 2 })),
    one("the example and a __proto__", `{"__proto__":{"a":1},${JSON.stringify(example).slice(1)}`),
    ...mediaTypes.map((type): Case => ({
      name: `the example as ${type === undefined ? "no content type" : JSON.stringify(type)}`,
      operation,
      aim: "body",
      request: request(operation, { body: JSON.stringify(example), headers: { "content-type": type } }),
      expect: { ...expectBody(operation, JSON.stringify(example)), transport: true },
      parameters: [],
    })),
    ...whole.map(([label, text]) => one(`the body is ${label}`, text)),
    ...members.flatMap((member) => [
      one(`${member} is missing`, JSON.stringify({ ...example, [member]: undefined }), [member]),
      ...anyValue.map((value, index) =>
        one(
          `${member} is ${JSON.stringify(value).slice(0, 40)} (${index})`,
          JSON.stringify({ ...example, [member]: value }),
          [member],
        ),
      ),
    ]),
    ...sample(record(Object.fromEntries(members.map((name) => [name, jsonValue()])), { requiredKeys: [] }), {
      seed,
      numRuns: randomBodies,
    }).map((value, index) => one(`random body ${index}`, JSON.stringify(value))),
  ];
}
