// What the fast path accepts, by schema. fast-path-agrees.test.ts compares it with Prism.
import { expect, test } from "vitest";
import type { OperationRequest } from "../src/operation/operation-request.ts";
import { isCertainlyValid } from "../src/request/checks/fast-path.ts";
import { readContract } from "../src/contract/contract.ts";
import type { JsonObject } from "../src/util/json.ts";

interface Sent {
  readonly query?: string;
  readonly path?: Record<string, string>;
}

function accepts(operation: JsonObject, { query = "", path = {} }: Sent): boolean {
  const contract = readContract({ paths: { "/a": { post: operation } } }, "here");
  const request = { operation: contract.operations[0]!, query: new URLSearchParams(query), path };
  return isCertainlyValid(request as OperationRequest);
}

const text = { type: "string" };
const annotated = {
  ...text,
  title: "a",
  description: "a",
  default: "a",
  deprecated: true,
  example: "a",
  examples: ["a"],
  "x-extension": 1,
};

test.each<[schema: JsonObject, accepted: string[], undecided: string[]]>([
  [text, ["a", " ", "~", "a b, c"], ["", "é", "群", "a\u007f", "群a", "a群"]],
  [annotated, ["a"], []],
  [{ ...text, enum: ["a", "b"] }, ["a", "b"], ["c", "ab"]],
  [{ ...text, minLength: 2, maxLength: 3 }, ["aa", "aaa"], ["a", "aaaa"]],
  [{ ...text, pattern: "^\\p{Ll}+$" }, ["abc"], ["aB"]],
  [{ ...text, pattern: "[" }, [], ["a", "["]],
  [{ ...text, pattern: 5 }, [], ["a", "5"]],
  [{ ...text, enum: ["a", 5] }, [], ["a"]],
  [{ ...text, enum: "a" }, [], ["a"]],
  [{ ...text, minLength: "1" }, [], ["a"]],
  [{ ...text, maxLength: "1" }, [], ["a"]],
  [{ ...text, minimum: 1 }, [], ["a"]],
  [{ ...text, format: "email" }, [], ["a"]],
  [{ type: ["string"] }, [], ["a"]],
  [{ type: "array", items: text }, [], ["a"]],
  [{}, [], ["a"]],
  [{ type: "boolean" }, ["true", "false"], ["True", "1", ""]],
  [{ type: "integer" }, ["0", "-5", "5", "9".repeat(15)], ["1.5", "1e1", "9".repeat(16), "a"]],
  [{ type: "integer", format: "int32" }, ["9".repeat(9)], ["9".repeat(10)]],
  [{ type: "integer", format: "int64" }, ["9".repeat(15)], ["9".repeat(16)]],
  [{ type: "integer", format: "year" }, [], ["5"]],
  [{ type: "integer", minimum: 1, maximum: 3 }, ["1", "2", "3"], ["0", "4"]],
  [{ type: "integer", minimum: "1" }, [], ["1"]],
  [{ type: "integer", maximum: "1" }, [], ["1"]],
  [{ type: "integer", exclusiveMinimum: 1 }, [], ["2"]],
  [{ type: "number", minimum: 0.5 }, ["0.5", "1", "1.25"], ["0.4", "1e1"]],
  [{ type: "number", format: "double" }, [], ["1"]],
])("for %j accepts %j and leaves %j to the complete validation", (schema, accepted, undecided) => {
  const isAccepted = (value: string): boolean =>
    accepts(
      { parameters: [{ name: "a", in: "query", schema }] },
      { query: `a=${encodeURIComponent(value)}` },
    );
  expect(accepted.filter((value) => !isAccepted(value))).toEqual([]);
  expect(undecided.filter(isAccepted)).toEqual([]);
});

test.each<[sent: Sent, isAccepted: boolean]>([
  [{ query: "a=1", path: { b: "x-y.z~1_" } }, true],
  [{ query: "a=1&c=2", path: { b: "x" } }, true],
  [{ query: "c=2", path: { b: "x" } }, false],
  [{ query: "a=1&a=1", path: { b: "x" } }, false],
  [{ query: "a=1&other=2&other=3", path: { b: "x" } }, true],
  [{ query: "a=1&other.b=2", path: { b: "x" } }, false],
  [{ query: "a=1&other[b]=2", path: { b: "x" } }, false],
  [{ query: "a=1", path: { b: "x y" } }, false],
  [{ query: "a=1", path: { b: "x%" } }, false],
  [{ query: "a=1", path: {} }, false],
])("for an operation with path and required parameters, %j is accepted: %j", (sent, isAccepted) => {
  const parameters = [
    { name: "a", in: "query", required: true, schema: { type: "integer" } },
    { name: "b", in: "path", required: true, schema: text },
    { name: "c", in: "query", schema: text },
  ];
  expect(accepts({ parameters }, sent)).toBe(isAccepted);
});

test.each<[description: string, operation: JsonObject]>([
  ["a body", { requestBody: { content: { "application/json": {} } } }],
  ["a header", { parameters: [{ name: "x-a", in: "header", schema: text }] }],
  ["another style", { parameters: [{ name: "a", in: "query", style: "deepObject", schema: text }] }],
])("has no fast path for an operation with %s", (_, operation) => {
  expect([accepts({}, {}), accepts(operation, {})]).toEqual([true, false]);
});
