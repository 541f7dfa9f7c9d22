import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../src/contract/json.ts";
import {
  checksOf,
  closed,
  COMPONENTS,
  operationsFor,
  ref,
  removeWorkspaces,
  linesOf,
  STRING,
  type Find,
} from "./support/checks.ts";
import { edit } from "./support/contract.ts";

const ROWS: readonly {
  schema: JsonObject;
  good: readonly unknown[];
  bad: readonly (readonly [unknown, ...string[]])[];
}[] = [
  { schema: {}, good: [null, 1, "", [], {}], bad: [[undefined, "missing: anything, not absent"]] },
  {
    schema: STRING,
    good: ["", "a"],
    bad: [
      [1, "wrong_type: string, not number"],
      [null, "wrong_type: string, not null"],
    ],
  },
  {
    schema: { type: "integer" },
    good: [0, -1, 1e20],
    bad: [
      [1.5, "wrong_type: integer, not number"],
      ["1", "wrong_type: integer, not string"],
    ],
  },
  { schema: { type: "number" }, good: [0, 1.5], bad: [[true, "wrong_type: number, not boolean"]] },
  { schema: { type: "boolean" }, good: [true, false], bad: [[0, "wrong_type: boolean, not number"]] },
  {
    schema: { type: "null" },
    good: [null],
    bad: [
      [{}, "wrong_type: null, not object"],
      [undefined, "missing: null, not absent"],
    ],
  },
  {
    schema: { type: ["string", "null"] },
    good: ["", null],
    bad: [[[], "wrong_type: string | null, not array"]],
  },
  {
    schema: { type: ["integer", "number"] },
    good: [1, 1.5],
    bad: [["1", "wrong_type: integer | number, not string"]],
  },
  { schema: { type: "integer", minimum: 5, maximum: 6 }, good: [1], bad: [] },
  { schema: { type: "string", pattern: "^x", not: { const: "b" } }, good: ["b"], bad: [] },
  {
    schema: { enum: ["a", 'say "hi"'] },
    good: ["a", 'say "hi"'],
    bad: [
      ["b", 'unknown_value: a | say "hi", not b'],
      [1, 'wrong_type: a | say "hi", not number'],
    ],
  },
  {
    schema: { type: "integer", enum: [0, -1] },
    good: [0, -1],
    bad: [
      [2, "unknown_value: 0 | -1, not 2"],
      ["0", "wrong_type: 0 | -1, not string"],
    ],
  },
  {
    schema: { enum: ["a", 1, null] },
    good: ["a", 1, null],
    bad: [
      ["b", "unknown_value: a | 1 | null, not b"],
      [2, "unknown_value: a | 1 | null, not 2"],
      [true, "wrong_type: a | 1 | null, not boolean"],
    ],
  },
  {
    schema: { type: ["string", "null"], enum: ["a"] },
    good: ["a", null],
    bad: [["b", "unknown_value: a | null, not b"]],
  },
  {
    schema: { const: true },
    good: [true],
    bad: [
      [false, "unknown_value: true, not false"],
      ["true", "wrong_type: true, not string"],
    ],
  },
  { schema: { const: { a: 1 } }, good: [{ a: 1 }, { b: 2 }], bad: [[1, "wrong_type: object, not number"]] },
  { schema: ref("Color"), good: ["red"], bad: [["blue", "unknown_value: red | green, not blue"]] },
  { schema: { type: "array" }, good: [[], [1, null]], bad: [[{}, "wrong_type: array, not object"]] },
  {
    schema: { type: "array", items: STRING },
    good: [[], ["a"]],
    bad: [
      [["a", 1, null, 2], "/* wrong_type: string, not number"],
      ["a", "wrong_type: array, not string"],
    ],
  },
  {
    schema: { type: ["array", "null"], items: ref("Color") },
    good: [null, ["red"]],
    bad: [
      [
        ["blue", "pink", "blue"],
        "/* unknown_value: red | green, not blue",
        "/* unknown_value: red | green, not pink",
      ],
    ],
  },
  {
    schema: { type: "array", items: ref("Row") },
    good: [[[1], []]],
    bad: [
      [[[1], ["a"]], "/*/* wrong_type: integer, not string"],
      [[1], "/* wrong_type: array, not number"],
    ],
  },
  {
    schema: ref("Rows"),
    good: [[], [[[[]]]], [[[[[["deep"]]]]]]],
    bad: [[[[[1]]], "/*/*/* wrong_type: array, not number"]],
  },
  {
    schema: { type: "object" },
    good: [{}, { a: 1 }],
    bad: [
      [[], "wrong_type: object, not array"],
      [null, "wrong_type: object, not null"],
    ],
  },
  { schema: { type: "object", properties: {} }, good: [{ a: 1 }], bad: [] },
  {
    schema: closed({ a: {} }),
    good: [{}, { a: null }],
    bad: [[{ a: 1, b: 1 }, "/b unknown_field: absent, not number"]],
  },
  {
    schema: closed({ a: STRING, b: STRING }, "a"),
    good: [{ a: "" }, { b: "", a: "" }],
    bad: [
      [{ b: "" }, "/a missing: string, not absent"],
      [
        { c: [], "~/": null },
        "/a missing: string, not absent",
        "/c unknown_field: absent, not array",
        "/~0~1 unknown_field: absent, not null",
      ],
    ],
  },
  {
    schema: { properties: { a: closed({ b: STRING }, "b") } },
    good: [{ a: { b: "" } }],
    bad: [
      [
        { a: { b: 1, c: true } },
        "/a/b wrong_type: string, not number",
        "/a/c unknown_field: absent, not boolean",
      ],
      [{ a: "" }, "/a wrong_type: object, not string"],
    ],
  },
  {
    schema: { type: ["object", "null"], properties: { a: STRING } },
    good: [null, { a: "" }],
    bad: [
      ["", "wrong_type: null | object, not string"],
      [{ a: null }, "/a wrong_type: string, not null"],
    ],
  },
  {
    schema: { type: ["object", "string"], required: ["a"], properties: { a: STRING } },
    good: ["", { a: "" }],
    bad: [[{}, "/a missing: string, not absent"]],
  },
  {
    schema: { type: "object", properties: { a: STRING }, additionalProperties: false },
    good: [{}],
    bad: [[{ b: 1 }, "/b unknown_field: absent, not number"]],
  },
  {
    schema: { type: "object", properties: { a: STRING }, additionalProperties: true },
    good: [{ b: 1 }],
    bad: [[{ a: 1 }, "/a wrong_type: string, not number"]],
  },
  {
    schema: { additionalProperties: { type: "integer" } },
    good: [{}, { a: 1, b: 2 }],
    bad: [[{ a: "", b: "" }, "/* wrong_type: integer, not string"]],
  },
  {
    schema: { type: "object", properties: { a: STRING }, additionalProperties: ref("Color") },
    good: [{ a: "x", b: "red" }],
    bad: [[{ a: 1, b: "x" }, "/a wrong_type: string, not number", "/* unknown_value: red | green, not x"]],
  },
  {
    schema: { type: "object", additionalProperties: { type: "array", items: ref("Node") } },
    good: [{ a: [{ name: "" }] }],
    bad: [
      [
        { a: [{ nom: "" }] },
        "/*/*/name missing: string, not absent",
        "/*/*/nom unknown_field: absent, not string",
      ],
    ],
  },
  { schema: closed({ a: STRING, if: STRING }, "a"), good: [{ a: "", if: "" }], bad: [] },
  {
    schema: { ...closed({ a: STRING }), unevaluatedProperties: true },
    good: [{ b: 1 }],
    bad: [[{ a: 1 }, "/a wrong_type: string, not number"]],
  },
  {
    schema: closed(
      { constructor: STRING, toString: STRING, "a-b": STRING, "`${x}\\": STRING },
      "constructor",
    ),
    good: [{ constructor: "" }],
    bad: [
      [{}, "/constructor missing: string, not absent"],
      [{ constructor: "", "`${x}\\": 1 }, "/`${x}\\ wrong_type: string, not number"],
    ],
  },
  {
    schema: ref("Node"),
    good: [{ name: "", child: { name: "", children: [{ name: "" }] } }],
    bad: [
      [
        { name: "", child: { name: "", children: [{ name: 1, old: 1 }] } },
        "/child/children/*/name wrong_type: string, not number",
        "/child/children/*/old unknown_field: absent, not number",
      ],
    ],
  },
  { schema: ref("Alias"), good: [{ name: "" }], bad: [[{}, "/name missing: string, not absent"]] },
  {
    schema: { anyOf: [ref("Node"), { type: "null" }] },
    good: [null, { name: "" }],
    bad: [
      [{}, "/name missing: string, not absent"],
      ["", "wrong_type: null | object, not string"],
    ],
  },
  {
    schema: { oneOf: [STRING, { type: "integer" }] },
    good: ["", 1],
    bad: [[1.5, "wrong_type: string | integer, not number"]],
  },
  { schema: { oneOf: [STRING, { enum: ["a"] }] }, good: ["a", "b"], bad: [] },
  {
    schema: { anyOf: [{ enum: ["a"] }, { enum: ["b"] }] },
    good: ["a", "b"],
    bad: [["c", "unknown_value: a | b, not c"]],
  },
  {
    schema: {
      anyOf: [
        { type: "array", items: STRING },
        { type: "array", items: { type: "integer" } },
      ],
    },
    good: [[""], [1], ["", 1]],
    bad: [[[true], "/* wrong_type: string | integer, not boolean"]],
  },
  { schema: { anyOf: [STRING, {}] }, good: [1, null], bad: [] },
  {
    schema: { anyOf: [ref("Cat"), ref("Dog")] },
    good: [
      { name: "", lives: 9 },
      { name: "", barks: true, friend: { name: "", barks: true } },
      { name: "" },
    ],
    bad: [
      [{ lives: 9, tail: 1 }, "/name missing: string, not absent", "/tail unknown_field: absent, not number"],
      [{ name: "", friend: { name: 1 } }, "/friend/name wrong_type: string, not number"],
    ],
  },
  {
    schema: { anyOf: [closed({ a: STRING }), { type: "object", additionalProperties: { type: "integer" } }] },
    good: [{ a: "" }, { a: 1 }, { b: 1 }, { b: true }],
    bad: [[{ a: true }, "/a wrong_type: string | integer, not boolean"]],
  },
  {
    // A branch without the field leaves it to the schema beside.
    schema: { ...closed({ a: STRING }), anyOf: [closed({ a: { enum: ["x"] } }), closed({ b: STRING })] },
    good: [{ a: "x" }, { a: "y" }, { a: "y", b: "" }],
    bad: [[{ a: 1, b: 1 }, "/a wrong_type: string, not number", "/b wrong_type: string, not number"]],
  },
  {
    schema: {
      allOf: [
        { anyOf: [closed({ a: { enum: ["x"] } }), closed({ b: STRING })] },
        closed({ c: STRING }),
        closed({ a: STRING }),
      ],
    },
    good: [{ a: "y", c: "" }],
    bad: [[{ a: 1 }, "/a wrong_type: string, not number"]],
  },
  {
    schema: {
      allOf: [
        { anyOf: [closed({ a: { enum: ["x"] } }), closed({ b: STRING })] },
        { anyOf: [closed({ a: { enum: ["y"] } }), closed({ c: STRING })] },
      ],
    },
    good: [
      { a: "x", c: "" },
      { a: "y", b: "" },
    ],
    bad: [[{ a: "z", d: 1 }, "/a unknown_value: x | y, not z", "/d unknown_field: absent, not number"]],
  },
  {
    schema: {
      allOf: [
        { anyOf: [closed({ a: { enum: ["x"] } }), closed({ b: STRING })] },
        { type: "object", additionalProperties: STRING },
      ],
    },
    good: [{ a: "y", z: "" }],
    bad: [[{ a: 1, z: 1 }, "/a wrong_type: string, not number", "/* wrong_type: string, not number"]],
  },
  {
    schema: { anyOf: [closed({ a: STRING }), { type: "object" }] },
    good: [{ b: 1 }, { a: 1 }],
    bad: [[1, "wrong_type: object, not number"]],
  },
  {
    schema: {
      properties: { a: STRING, b: STRING },
      anyOf: [closed({ a: STRING }, "a"), closed({ b: {} }, "b")],
    },
    good: [{ a: "" }, { b: "" }],
    bad: [[{ c: 1 }, "/c unknown_field: absent, not number"]],
  },
  {
    schema: { allOf: [ref("Node"), closed({ more: STRING }, "more")] },
    good: [{ name: "", more: "" }],
    bad: [
      [
        { name: "", other: 1 },
        "/more missing: string, not absent",
        "/other unknown_field: absent, not number",
      ],
    ],
  },
  {
    schema: { type: "object", allOf: [ref("Node"), ref("Cat")], required: ["child"] },
    good: [{ name: "", lives: 1, child: { name: "" } }],
    bad: [
      [
        { name: "", lives: 1, x: 1 },
        "/child missing: object, not absent",
        "/x unknown_field: absent, not number",
      ],
    ],
  },
  {
    schema: { allOf: [ref("Node")], required: ["child"] },
    good: [{ name: "", child: { name: "" } }],
    bad: [[{ name: "" }, "/child missing: object, not absent"]],
  },
  {
    schema: { allOf: [{ enum: ["a"] }, { enum: ["b"] }] },
    good: ["a", "b", "c"],
    bad: [[1, "wrong_type: string, not number"]],
  },
  {
    schema: { allOf: [ref("Node")], description: "The root." },
    good: [{ name: "" }],
    bad: [[{ more: 1, name: "" }, "/more unknown_field: absent, not number"]],
  },
  {
    schema: { allOf: [ref("Node"), { type: "object" }] },
    good: [{ name: "" }],
    bad: [
      [{}, "/name missing: string, not absent"],
      [{ name: "", more: 1 }, "/more unknown_field: absent, not number"],
    ],
  },
  {
    schema: { allOf: [{ type: ["string", "null"] }, { enum: ["a", null] }] },
    good: ["a", null],
    bad: [["b", "unknown_value: a | null, not b"]],
  },
  {
    schema: { allOf: [{ type: "number" }, { type: "integer" }] },
    good: [1],
    bad: [[1.5, "wrong_type: integer, not number"]],
  },
  { schema: { allOf: [STRING, { type: "integer" }] }, good: [1, "", null], bad: [] },
  {
    schema: { allOf: [closed({ a: STRING }), closed({ a: { enum: ["x"] } })] },
    good: [{ a: "x" }],
    bad: [[{ a: "y" }, "/a unknown_value: x, not y"]],
  },
  {
    schema: { allOf: [ref("Cat"), { anyOf: [closed({ b: STRING }, "b"), closed({ c: STRING })] }] },
    good: [
      { name: "", lives: 1, b: "", c: "" },
      { name: "", lives: 1 },
    ],
    bad: [[{ name: "", lives: 1, d: 1 }, "/d unknown_field: absent, not number"]],
  },
  {
    schema: { ...ref("Node"), properties: { extra: STRING } },
    good: [{ name: "", extra: "" }],
    bad: [[{ name: "", extra: 1 }, "/extra wrong_type: string, not number"]],
  },
  {
    schema: ref("Object"),
    good: [{ it: { "a-b": { x: "" }, a_b: { x: 1 } } }],
    bad: [
      [
        { it: { "a-b": { x: 1 }, a_b: { x: "" } } },
        "/it/a-b/x wrong_type: string, not number",
        "/it/a_b/x wrong_type: number, not string",
      ],
    ],
  },
];

let find: Find;
beforeAll(async () => {
  ({ find } = await checksOf(edit(...COMPONENTS, ...operationsFor(ROWS.map(({ schema }) => schema)))));
});
afterAll(removeWorkspaces);

test.each(ROWS.map((row, index) => ({ ...row, index })))(
  "checks responses against $schema",
  ({ good, bad, index }) => {
    for (const it of good) expect(linesOf(find(`row.r${index}`, { it })), JSON.stringify(it)).toEqual([]);
    for (const [it, ...drifts] of bad)
      expect(linesOf(find(`row.r${index}`, { it })), JSON.stringify(it)).toEqual(drifts);
  },
);
