import type { Call } from "../../call/call.ts";
import type { Parameter } from "../../contract/parameters.ts";
import type { JsonObject } from "../../util/json.ts";
import { decimal, integer } from "./number-forms.ts";
import { enumViolation } from "./violation.ts";
import type { FieldViolation } from "./violation.ts";

/**
 * Violations that Prism accepts: it parses numbers like JavaScript (`0x10`, `1e1`, ` 10`), skips empty values, and
 * allows repeated parameters. Returns at most one violation per parameter.
 */
export function strictViolations(call: Call): FieldViolation[] {
  return call.operation.parameters.flatMap((parameter) => {
    const values = sentValues(call, parameter);
    const description = values.length === 0 ? undefined : problem(parameter, values);
    return description === undefined ? [] : [{ field: parameter.name, value: values.join(","), description }];
  });
}

function sentValues(call: Call, { name, in: location }: Parameter): string[] {
  if (location === "query") return call.query.getAll(name);
  return location === "path" ? [call.path[name] ?? ""] : [];
}

function problem(parameter: Parameter, values: readonly string[]): string | undefined {
  const { name, required, schema, items } = parameter;
  if (isType(schema, "array")) return firstProblem(name, required, items, splitList(values));
  if (values.length > 1) return `${name} is given ${values.length} times, once is allowed`;
  return firstProblem(name, required, schema, values);
}

function firstProblem(
  name: string,
  required: boolean,
  schema: JsonObject,
  values: readonly string[],
): string | undefined {
  for (const value of values) {
    if (isType(schema, "integer") && !integer.test(value)) return `${name} must be an integer`;
    if (isType(schema, "number") && !decimal.test(value)) return `${name} must be a decimal number`;
    if (value !== "") continue;
    if (isType(schema, "boolean")) return `${name} must be true or false`;
    const options = schema["enum"];
    if (Array.isArray(options) && !options.includes("")) return enumViolation(name, required, options);
    const minimum = schema["minLength"];
    if (typeof minimum === "number" && minimum > 0) return `the min len is ${minimum}`;
    if (required) return `${name} is required`;
  }
  return undefined;
}

/** A list is a repeated parameter, or one parameter with commas. */
function splitList(values: readonly string[]): readonly string[] {
  return values.length === 1 ? values[0]!.split(",") : values;
}

function isType(schema: JsonObject, type: string): boolean {
  return schema["type"] === type;
}
