import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, same, type Comparison } from "./comparison.ts";
import type { Direction } from "./spot.ts";

/** Whether {@link compareTypes} judges a keyword. */
export function isType(keyword: string): boolean {
  return ["type", "enum", "const"].includes(keyword);
}

/** Which types a value may have, and which values. */
export function compareTypes(
  { say }: Comparison,
  before: JsonObject,
  after: JsonObject,
  direction: Direction,
  what: string,
): void {
  const request = direction === "request";
  const [from, to] = [typesOf(before), typesOf(after)];
  const gone = from.filter((type) => !covers(to, type));
  const come = to.filter((type) => !covers(from, type));
  const now = code(to.join(" or "));
  if (come.length > 0 && gone.length > 0)
    say(
      `${direction} ${request ? "narrowed" : "widened"}`,
      `${what} is ${now}, not ${code(from.join(" or "))}: callers break`,
    );
  else if (come.length > 0)
    say(
      `${direction} widened`,
      request
        ? `${what} may now be ${code(come.join(" or "))}`
        : `${what} may be ${code(come.join(" or "))}: callers that do not expect it break`,
    );
  else if (gone.length > 0)
    say(
      `${direction} narrowed`,
      request
        ? `${what} may no longer be ${code(gone.join(" or "))}: callers that send it break`
        : `${what} is never ${code(gone.join(" or "))}`,
    );
  compareValues(say, valuesOf(before), valuesOf(after), direction, what);
}

function compareValues(
  say: Comparison["say"],
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
  direction: Direction,
  what: string,
): void {
  if (!before || !after) {
    if (before)
      say(direction === "request" ? "request widened" : "answer value added", `${what} may now be any value`);
    if (after)
      say(
        direction === "request" ? "request narrowed" : "answer value removed",
        `${what} is one of ${after.map(code).join(", ")}${direction === "request" ? ": callers that send anything else break" : ""}`,
      );
    return;
  }
  for (const value of before.filter((one) => !after.some((other) => same(one, other))))
    say(
      `${direction} value removed`,
      direction === "request"
        ? `${what}: ${code(value)} is no longer accepted: callers that send it break`
        : `${what} is no longer ${code(value)}`,
    );
  for (const value of after.filter((one) => !before.some((other) => same(one, other))))
    say(`${direction} value added`, `${what} may now be ${code(value)}`);
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
