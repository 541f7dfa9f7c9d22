import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, same, type Comparison } from "./comparison.ts";
import type { Direction } from "./schema-position.ts";

/** Whether {@link compareTypes} compares a keyword. */
export function isType(keyword: string): boolean {
  return ["type", "enum", "const"].includes(keyword);
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
  const [from, to] = [typesOf(before), typesOf(after)];
  const removed = from.filter((type) => !covers(to, type));
  const added = to.filter((type) => !covers(from, type));
  const now = code(to.join(" or "));
  if (added.length > 0 && removed.length > 0)
    report(
      `${direction} ${request ? "narrowed" : "widened"}`,
      `${what} is ${now}, not ${code(from.join(" or "))}: callers break`,
    );
  else if (added.length > 0)
    report(
      `${direction} widened`,
      request
        ? `${what} may now be ${code(added.join(" or "))}`
        : `${what} may be ${code(added.join(" or "))}: callers that do not expect it break`,
    );
  else if (removed.length > 0)
    report(
      `${direction} narrowed`,
      request
        ? `${what} may no longer be ${code(removed.join(" or "))}: callers that send it break`
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
        `${what} is one of ${after.map(code).join(", ")}${direction === "request" ? ": callers that send anything else break" : ""}`,
      );
    return;
  }
  for (const value of before.filter((one) => !after.some((other) => same(one, other))))
    report(
      `${direction} value removed`,
      direction === "request"
        ? `${what}: ${code(value)} is no longer accepted: callers that send it break`
        : `${what} is no longer ${code(value)}`,
    );
  for (const value of after.filter((one) => !before.some((other) => same(one, other))))
    report(`${direction} value added`, `${what} may now be ${code(value)}`);
}

function typesOf({ type }: JsonObject): string[] {
  return type === undefined ? ["anything"] : [type].flat().map(String);
}

function covers(types: readonly string[], type: string): boolean {
  return (
    types.includes(type) || types.includes("anything") || (type === "integer" && types.includes("number"))
  );
}

function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  if (schema["const"] !== undefined) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
}
