import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Direction } from "../normal/direction.ts";
import { covers, typesOf } from "../normal/types.ts";
import { same } from "../normal/values.ts";
import { code, type Comparison } from "./comparison.ts";

/** Whether {@link compareTypes} compares a keyword. */
export function isType(keyword: string): boolean {
  return ["type", "enum"].includes(keyword);
}

/** Compares the types and the enumerated values. */
export function compareTypes(
  { report }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const request = direction === "request";
  const [from, to] = [namesOf(before), namesOf(after)];
  const removed = from.filter((type) => !accepts(to, type));
  const added = to.filter((type) => !accepts(from, type));
  const now = code(to.join(" or "));
  if (added.length > 0 && removed.length > 0)
    report(
      `${direction} ${request ? "narrowed" : "widened"}`,
      request
        ? `${what} must be ${now}, not ${code(from.join(" or "))}: send the new type`
        : `${what} is ${now}, not ${code(from.join(" or "))}: read the new type`,
    );
  else if (added.length > 0)
    report(
      `${direction} widened`,
      request
        ? `${what} may now be ${code(added.join(" or "))}`
        : `${what} may be ${code(added.join(" or "))}: handle it`,
    );
  else if (removed.length > 0)
    report(
      `${direction} narrowed`,
      request
        ? `${what} may no longer be ${code(removed.join(" or "))}: send ${now}`
        : `${what} is no longer ${code(removed.join(" or "))}`,
    );
  compareValues(report, valuesOf(before), valuesOf(after), direction, what);
}

function compareValues(
  report: Comparison["report"],
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
  direction: Direction,
  what: string,
): void {
  if (!before || !after) {
    if (before)
      report(
        direction === "request" ? "request widened" : "response value added",
        `${what} may now be any value`,
      );
    if (after)
      report(
        direction === "request" ? "request narrowed" : "response value removed",
        direction === "request"
          ? `${what} must be one of ${after.map(code).join(", ")}: send one of them`
          : `${what} is one of ${after.map(code).join(", ")}`,
      );
    return;
  }
  for (const value of before.filter((one) => !after.some((other) => same(one, other))))
    report(
      `${direction} value removed`,
      direction === "request"
        ? `${what} may no longer be ${code(value)}: send another value`
        : `${what} is no longer ${code(value)}`,
    );
  for (const value of after.filter((one) => !before.some((other) => same(one, other))))
    report(`${direction} value added`, `${what} may now be ${code(value)}`);
}

function namesOf(schema: JsonObject): readonly string[] {
  return typesOf(schema) ?? ["anything"];
}

function accepts(types: readonly string[], type: string): boolean {
  return types.includes("anything") || covers(types, type);
}

function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  return Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
}
