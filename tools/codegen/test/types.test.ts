import { expect, test } from "vitest";
import { constraintTags, docComment } from "../src/emit/doc-comment.ts";
import { isPlainObject, memberTexts, typeText } from "../src/emit/type-text.ts";

const CHAT = { $ref: "#/components/schemas/Chat" };
const USER = { $ref: "#/components/schemas/User" };

test.each([
  { given: {}, want: "unknown" },
  { given: undefined, want: "unknown" },
  { given: true, want: "unknown" },
  { given: { description: "Anything." }, want: "unknown" },
  { given: { type: "string" }, want: "string" },
  { given: { type: "string", format: "int64" }, want: "string" },
  { given: { type: "integer", format: "int64" }, want: "number" },
  { given: { type: "number" }, want: "number" },
  { given: { type: "boolean" }, want: "boolean" },
  { given: { type: "null" }, want: "null" },
  { given: CHAT, want: "Chat" },
  { given: { ...CHAT, description: "The chat." }, want: "Chat" },
  { given: { const: 0 }, want: "0" },
  { given: { type: "string", const: "chat" }, want: '"chat"' },
  { given: { const: null }, want: "null" },
  { given: { enum: ["a", "b"] }, want: '"a" | "b"' },
  { given: { enum: [0, -1] }, want: "0 | -1" },
  { given: { enum: ['say "hi"'] }, want: '"say \\"hi\\""' },
  { given: { enum: ["a", null] }, want: '"a" | null' },
  { given: { type: ["string", "null"] }, want: "string | null" },
  { given: { type: ["integer", "number"] }, want: "number" },
  { given: { type: ["array", "null"], items: CHAT }, want: "Chat[] | null" },
  {
    given: { type: ["object", "null"], properties: { a: {} } },
    want: "{\n  a?: unknown | undefined;\n} | null",
  },
  { given: { type: "array" }, want: "unknown[]" },
  { given: { type: "array", items: { type: "string" } }, want: "string[]" },
  { given: { type: "array", items: CHAT }, want: "Chat[]" },
  { given: { type: "array", items: { enum: ["a", "b"] } }, want: '("a" | "b")[]' },
  { given: { type: "array", items: { type: ["string", "null"] } }, want: "(string | null)[]" },
  { given: { type: "array", items: { allOf: [CHAT, USER] } }, want: "(Chat & User)[]" },
  { given: { type: "object" }, want: "Record<string, unknown>" },
  { given: { type: "object", properties: {} }, want: "Record<string, unknown>" },
  { given: { type: "object", additionalProperties: true }, want: "Record<string, unknown>" },
  { given: { type: "object", additionalProperties: { type: "integer" } }, want: "{ [key: string]: number }" },
  { given: { additionalProperties: CHAT }, want: "{ [key: string]: Chat }" },
  {
    given: {
      type: "object",
      required: ["a"],
      properties: { a: CHAT },
      additionalProperties: { type: "string" },
    },
    want: "{\n  a: Chat;\n} & { [key: string]: string | Chat | undefined }",
  },
  {
    given: { type: "object", required: ["a"], properties: { a: CHAT }, additionalProperties: false },
    want: "{\n  a: Chat;\n}",
  },
  { given: { anyOf: [CHAT, USER] }, want: "Chat | User" },
  { given: { oneOf: [CHAT, { type: "null" }] }, want: "Chat | null" },
  { given: { allOf: [CHAT, USER] }, want: "Chat & User" },
  { given: { allOf: [CHAT] }, want: "Chat" },
  { given: { type: "object", allOf: [CHAT, USER] }, want: "Chat & User" },
  { given: { allOf: [CHAT, { anyOf: [USER, CHAT] }] }, want: "Chat & (User | Chat)" },
  { given: { allOf: [CHAT], oneOf: [CHAT, USER] }, want: "Chat & (Chat | User)" },
  {
    given: { allOf: [CHAT], required: ["a"], properties: { a: { type: "string" } } },
    want: "{\n  a: string;\n} & Chat",
  },
])("writes $given in a request as $want", ({ given, want }) => {
  expect(typeText(given, false)).toBe(want);
});

test.each([
  { given: { enum: ["a", "b"] }, want: '"a" | "b" | (string & {})' },
  { given: { enum: [1, 2] }, want: "1 | 2 | (number & {})" },
  { given: { enum: ["a", 1] }, want: '"a" | 1 | (string & {}) | (number & {})' },
  { given: { enum: ["a", null] }, want: '"a" | null | (string & {})' },
  { given: { const: "a" }, want: '"a"' },
  { given: { type: "array", items: { enum: ["a"] } }, want: '("a" | (string & {}))[]' },
  { given: { additionalProperties: { enum: ["a"] } }, want: '{ [key: string]: "a" | (string & {}) }' },
  { given: { anyOf: [{ enum: ["a"] }, CHAT] }, want: '"a" | (string & {}) | Chat' },
  { given: { properties: { a: { enum: ["b"] } } }, want: '{\n  a?: "b" | (string & {});\n}' },
])("writes $given in a response as $want", ({ given, want }) => {
  expect(typeText(given, true)).toBe(want);
});

test.each([
  {
    name: "an optional member",
    given: { properties: { a: { type: "string" } } },
    want: ["  a?: string;"],
  },
  {
    name: "a required member",
    given: { required: ["a"], properties: { a: { type: "string" } } },
    want: ["  a: string;"],
  },
  {
    name: "names that need quotes",
    given: {
      required: ["x-log id", "1st", 'q"', "class"],
      properties: { "x-log id": {}, "1st": {}, 'q"': {}, class: {} },
    },
    want: ['  "x-log id": unknown;', '  "1st": unknown;', '  "q\\"": unknown;', "  class: unknown;"],
  },
  {
    name: "a documented member",
    given: {
      required: ["a"],
      properties: { a: { description: "A.", "x-description-zh": "甲", default: 1 } },
    },
    want: ["  /**", "   * A.", "   *", "   * 甲", "   *", "   * @default 1", "   */", "  a: unknown;"],
  },
  {
    name: "keywords beside a reference",
    given: { required: ["a"], properties: { a: { ...CHAT, description: "The first." } } },
    want: ["  /** The first. */", "  a: Chat;"],
  },
  {
    name: "nested objects",
    given: {
      required: ["a"],
      properties: { a: { properties: { b: { description: "B.", type: "string" } } } },
    },
    want: ["  a: {", "    /** B. */", "    b?: string;", "  };"],
  },
])("writes $name", ({ given, want }) => {
  expect(memberTexts(given, true, "  ").split("\n")).toEqual([...want, ""]);
});

test("allows undefined in requests, also in nested objects", () => {
  const schema = { properties: { a: { required: ["b"], properties: { b: {}, c: { type: "string" } } } } };

  expect(memberTexts(schema, false, "").split("\n")).toEqual([
    "a?: {",
    "  b: unknown;",
    "  c?: string | undefined;",
    "} | undefined;",
    "",
  ]);
});

test.each([
  { given: { type: "object", properties: { a: {} } }, want: true },
  { given: { properties: { a: {} }, additionalProperties: false }, want: true },
  { given: { properties: { a: {} }, additionalProperties: { type: "string" } }, want: false },
  { given: { properties: { a: {} }, allOf: [CHAT] }, want: false },
  { given: { type: ["object", "null"], properties: { a: {} } }, want: false },
  { given: { type: "object" }, want: false },
  { given: { type: "string", enum: ["a"] }, want: false },
  { given: CHAT, want: false },
])("whether $given can be an interface: $want", ({ given, want }) => {
  expect(isPlainObject(given)).toBe(want);
});

test.each([
  { name: "nothing", paragraphs: ["", " "], tags: [], want: "" },
  { name: "one paragraph", paragraphs: ["One."], tags: [], want: "  /** One. */\n" },
  { name: "one tag", paragraphs: [], tags: ["@default 1"], want: "  /** @default 1 */\n" },
  {
    name: "paragraphs and tags",
    paragraphs: ["One.\nStill one.\n", "", "Two."],
    tags: ["@minimum 1", "@maximum 2"],
    want: "  /**\n   * One.\n   * Still one.\n   *\n   * Two.\n   *\n   * @minimum 1\n   * @maximum 2\n   */\n",
  },
  {
    name: "the end of a comment inside one",
    paragraphs: ["Accepts */* only."],
    tags: [],
    want: "  /** Accepts *\\/* only. */\n",
  },
])("writes a comment of $name", ({ paragraphs, tags, want }) => {
  expect(docComment(paragraphs, tags, "  ")).toBe(want);
});

test.each([
  { given: {}, want: [] },
  { given: { type: "string", description: "A." }, want: [] },
  { given: { minimum: 1, maximum: 100 }, want: ["@minimum 1", "@maximum 100"] },
  { given: { minimum: 0 }, want: ["@minimum 0"] },
  { given: { exclusiveMinimum: 0, multipleOf: 5 }, want: ["@exclusiveMinimum 0", "@multipleOf 5"] },
  { given: { minLength: 1, maxLength: 60 }, want: ["@minLength 1", "@maxLength 60"] },
  { given: { minItems: 1, maxItems: 50 }, want: ["@minItems 1", "@maxItems 50"] },
  { given: { pattern: "^oc_", format: "int64" }, want: ["@pattern ^oc_", "@format int64"] },
  { given: { default: "open_id" }, want: ['@default "open_id"'] },
  { given: { default: false }, want: ["@default false"] },
  { given: { default: null }, want: ["@default null"] },
  { given: { default: [] }, want: ["@default []"] },
  { given: { examples: ["first", "second"] }, want: ['@example "first"'] },
  { given: { examples: [""] }, want: ['@example ""'] },
  { given: { deprecated: true }, want: ["@deprecated"] },
  { given: { deprecated: false }, want: [] },
])("writes the tags $want for $given", ({ given, want }) => {
  expect(constraintTags(given)).toEqual(want);
});

test("prefers a parameter's example to that of its schema", () => {
  expect(constraintTags({ examples: [20] }, 10)).toEqual(["@example 10"]);
});
