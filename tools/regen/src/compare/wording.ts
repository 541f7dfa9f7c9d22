import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { same, type Comparison } from "./comparison.ts";

const WORDING = new Set(["title", "summary", "description", "externalDocs", "tags", "bearerFormat"]);
const isWording = (key: string): boolean => WORDING.has(key) || /^x-.*-zh$/.test(key);
const isExample = (key: string): boolean => key === "example" || key === "examples";

/** What people read, and examples of single values. */
export function isText(key: string): boolean {
  return isWording(key) || isExample(key);
}

/** What is said of a thing in other words, or shown by another example. */
export function compareWording(
  { say }: Comparison,
  what: string,
  before: JsonObject,
  after: JsonObject,
): void {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !same(before[key], after[key]),
  );
  if (changed.some(isWording)) say("wording", `${what} is described in other words`);
  if (changed.some(isExample)) say("example", `${what} has another example`);
}
