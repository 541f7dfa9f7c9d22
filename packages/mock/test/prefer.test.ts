import { expect, test } from "vitest";
import { readContract } from "../src/contract/contract.ts";
import type { Operation } from "../src/contract/contract.ts";
import type { JsonObject } from "../src/util/json.ts";
import { successChoice, choiceForCode } from "../src/request/response-choice.ts";
import { readPrefer } from "../src/request/prefer.ts";

function operationWith(responses: JsonObject): Operation {
  return readContract({ paths: { "/a": { get: { responses } } } }, "here").operations[0]!;
}

const mediaType = "application/json";
const under = (examples: Record<string, object>): JsonObject => ({
  content: {
    [mediaType]: {
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  },
});
const operation = operationWith({
  201: under({ made: { code: 0 } }),
  200: under({ "7": { code: 7 }, two: { code: 0 }, three: { code: 0 } }),
  400: under({ "232025": { code: 232025 }, two: { code: 2 } }),
  204: {},
  302: under({}),
});
const noFaultOrDelay = { fault: undefined, delayMs: undefined };

test.each([
  ["code=400", { status: 400, dynamic: false, example: "232025", mediaType }],
  ["code=200", { status: 200, dynamic: false, example: "two", mediaType }],
  ["code=204", { status: 204, dynamic: false }],
  ["code=302", { status: 302, dynamic: false, mediaType }],
  ["example=three", { status: 200, dynamic: false, example: "three", mediaType }],
  ["example=made", { status: 201, dynamic: false, example: "made", mediaType }],
  ["code=400, example=two", { status: 400, dynamic: false, example: "two", mediaType }],
  ["example=two;code=400;", undefined],
  ["example=two; code=400", { status: 400, dynamic: false, example: "two", mediaType }],
  ["dynamic=true", { status: 200, dynamic: true, mediaType }],
  ["dynamic=false", { status: 200, dynamic: false, example: "two", mediaType }],
  ["code=201, dynamic=true", { status: 201, dynamic: true, mediaType }],
  ["example=7, dynamic=true", { status: 200, dynamic: true, example: "7", mediaType }],
  [' CODE = "400" ', { status: 400, dynamic: false, example: "232025", mediaType }],
])("Prefer: %s chooses %j", (header, choice) => {
  const preference = readPrefer(operation, header);
  if (choice) expect(preference).toEqual({ choice, ...noFaultOrDelay });
  else expect(preference).toHaveProperty("error");
});

test.each([
  ["fault=reset", { choice: undefined, fault: "reset", delayMs: undefined }],
  ["delay=0", { choice: undefined, fault: undefined, delayMs: 0 }],
  ["delay=999999, fault=slow", { choice: undefined, fault: "slow", delayMs: 999_999 }],
  ["delay=5, code=204", { choice: { status: 204, dynamic: false }, fault: undefined, delayMs: 5 }],
])("Prefer: %s is parsed as %j", (header, preference) => {
  expect(readPrefer(operation, header)).toEqual(preference);
});

const known = "known: code=, example=, dynamic=true|false, fault=, delay=";

test.each([
  ["", `Prefer: "" is unknown or repeated; ${known}`],
  ["code", `Prefer: "code" is unknown or repeated; ${known}`],
  ["code=", `Prefer: "code=" is unknown or repeated; ${known}`],
  ["code=200, wait=5", `Prefer: "wait=5" is unknown or repeated; ${known}`],
  ["xcode=200", `Prefer: "xcode=200" is unknown or repeated; ${known}`],
  ["code=200, Code=400", `Prefer: "Code=400" is unknown or repeated; ${known}`],
  ["dynamic=yes", "Prefer: dynamic=yes is unknown; known: true, false"],
  ["dynamic=untrue", "Prefer: dynamic=untrue is unknown; known: true, false"],
  ["dynamic=falsely", "Prefer: dynamic=falsely is unknown; known: true, false"],
  ["fault=boom", "Prefer: fault=boom is unknown; known: reset, silence, stall, truncate, slow, html"],
  ["delay=-1", "Prefer: delay=-1 must be milliseconds, up to 999999"],
  ["delay=1000000", "Prefer: delay=1000000 must be milliseconds, up to 999999"],
  ["delay=1s", "Prefer: delay=1s must be milliseconds, up to 999999"],
  ["code=404", "Prefer: code=404 is unknown; known: 200, 201, 204, 302, 400"],
  ["example=four", "Prefer: example=four is unknown; known: 7, two, three, made, 232025, two"],
  ["code=400, example=four", "Prefer: example=four is unknown for code=400; known: 232025, two"],
  ["code=204, example=four", "Prefer: example=four is unknown for code=204; known: none"],
])("rejects Prefer: %s with %s", (header, message) => {
  expect(readPrefer(operation, header)).toEqual({
    error: {
      status: 400,
      headers: { "x-feishu-mock": "error" },
      body: { code: 1, msg: `feishu-mock: ${message}` },
    },
  });
});

test("returns undefined without a Prefer header, and rejects every code without responses", () => {
  expect(readPrefer(operation, undefined)).toBeUndefined();
  const bare = operationWith({});
  expect(readPrefer(bare, "code=200")).toMatchObject({
    error: { body: { msg: "feishu-mock: Prefer: code=200 is unknown; known: none" } },
  });
  expect(readPrefer(bare, "dynamic=true")).toMatchObject({ choice: { dynamic: true } });
});

test("chooses the lowest success by default, and the example of a failure by its code", () => {
  expect(successChoice(operation)).toEqual({ status: 200, dynamic: false, example: "two", mediaType });
  expect(successChoice(operation, true)).toEqual({ status: 200, dynamic: true, mediaType });
  const only = (status: number): unknown => successChoice(operationWith({ [status]: {} }));
  expect([199, 200, 299, 300].map(only)).toEqual([
    { dynamic: false },
    { status: 200, dynamic: false },
    { status: 299, dynamic: false },
    { dynamic: false },
  ]);
  expect(choiceForCode(operation, 7)).toEqual({ status: 200, dynamic: false, example: "7", mediaType });
  expect(choiceForCode(operation, 232025)).toEqual({
    status: 400,
    dynamic: false,
    example: "232025",
    mediaType,
  });
  expect(choiceForCode(operation, 1)).toBeUndefined();
});
