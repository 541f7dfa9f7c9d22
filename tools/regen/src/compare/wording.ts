import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { isExample, isWording } from "../normal/keywords.ts";
import { same } from "../normal/values.ts";
import type { Comparison } from "./comparison.ts";

/** Compares descriptions and examples. */
export function compareWording(
  { report }: Comparison,
  what: string,
  before: JsonObject,
  after: JsonObject,
): void {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !same(before[key], after[key]),
  );
  if (changed.some(isWording)) report("wording", `the description of ${what} changed`);
  if (changed.some(isExample)) report("example", `the example of ${what} changed`);
}
