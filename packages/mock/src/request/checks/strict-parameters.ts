import type { Parameter } from "../../contract/parameters.ts";
import { sentValues } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";
import type { JsonObject } from "../../util/json.ts";
import { decimal, integer } from "./number-forms.ts";
import { enumViolation } from "./violation.ts";
import type { FieldViolation } from "./violation.ts";

/**
 * Violations that Prism misses: it parses numbers like JavaScript (`0x10`, `1e1`, ` 10`), skips empty values, and allows
 * repeated parameters. Returns at most one violation per parameter. Does not check headers.
 */
export function strictViolations(request: OperationRequest): FieldViolation[] {
  return request.operation.parameters.flatMap((parameter) => {
    const values = parameter.in === "header" ? [] : sentValues(request, parameter);
    const description = values.length === 0 ? undefined : describeViolation(parameter, values);
    return description === undefined ? [] : [{ field: parameter.name, value: values.join(","), description }];
  });
}

function describeViolation(parameter: Parameter, values: readonly string[]): string | undefined {
  const { name, required, schema, items } = parameter;
  if (isType(schema, "array")) return describeFirstViolation(name, required, items, splitList(values));
  if (values.length > 1) return `${name} is given ${values.length} times, once is allowed`;
  return describeFirstViolation(name, required, schema, values);
}

function describeFirstViolation(
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
