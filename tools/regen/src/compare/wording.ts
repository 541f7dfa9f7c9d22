import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { same, type Comparison } from "./comparison.ts";

const WORDING = new Set(["title", "summary", "description", "externalDocs", "tags", "bearerFormat"]);
const isWording = (key: string): boolean => WORDING.has(key) || /^x-.*-zh$/.test(key);
const isExample = (key: string): boolean => key === "example" || key === "examples";

/** Whether a keyword is documentation: descriptions and examples. */
export function isDocumentation(key: string): boolean {
  return isWording(key) || isExample(key);
}

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
