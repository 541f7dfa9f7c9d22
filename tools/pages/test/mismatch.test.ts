import { expect, test } from "vitest";
import { mismatch } from "../src/compare/mismatch.ts";
import type { Field } from "../src/page/field.ts";

test.for([
  ["群群", undefined],
  ["👋👋", undefined],
  ["👋👋👋", "is longer than 2"],
])("a length counts characters: %s", ([value, expected]) => {
  expect(mismatch({ type: "string", maxLength: 2 } as Field, value)).toBe(expected);
});
