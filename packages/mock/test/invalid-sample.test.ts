import { expect, test } from "vitest";
import { invalidSample, invalidBodySample } from "../src/prism/invalid-sample.ts";

const schemas: [schema: Record<string, unknown>, sample: string | undefined][] = [
  [{ type: "integer" }, "feishu-mock"],
  [{ type: "number" }, "feishu-mock"],
  [{ type: "boolean" }, "feishu-mock"],
  [{ type: "string", enum: ["a", "feishu-mock"] }, "!"],
  [{ type: "string", maxLength: 3 }, "aaaa"],
  [{ type: "string", minLength: 2 }, "a"],
  [{ type: "string", pattern: "^[a-z-]+$" }, "!"],
  [{ type: "string", pattern: "\\p{Ll}" }, "!"],
  [{ type: "string", pattern: "[" }, "feishu-mock"],
  [{ type: "string" }, undefined],
  [{ type: "object" }, undefined],
  [{ anyOf: [{ type: "integer" }] }, undefined],
];

test.each(schemas)("the schema %j rejects %j", (schema, sample) => {
  expect(invalidSample(schema)).toBe(sample);
});

const bodies: [schema: Record<string, unknown>, sample: string | undefined][] = [
  [{ type: "object" }, "feishu-mock"],
  [{ type: ["array", "null"] }, "feishu-mock"],
  [{ type: ["object", "string"] }, undefined],
  [{}, undefined],
];

test.each(bodies)("the body schema %j rejects %j", (schema, sample) => {
  expect(invalidBodySample(schema)).toBe(sample);
});
