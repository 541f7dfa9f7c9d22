import { jsonBody } from "../../call/call.ts";
import type { Call } from "../../call/call.ts";
import { fillTemplate } from "../../contract/path-template.ts";
import { asString, valueAt } from "../../util/json.ts";
import type { Diagnostic, PrismInput } from "../../prism/types.ts";
import { enumViolation } from "./violation.ts";
import type { FieldViolation } from "./violation.ts";

/** The violations that Prism finds, worded as in Feishu. Returns the first of each field. */
export async function schemaViolations(call: Call): Promise<FieldViolation[]> {
  const sent = sentBody(call);
  if (sent.body instanceof Error) return [{ field: "body", value: "", description: sent.body.message }];
  const input: PrismInput = {
    path: fillTemplate(call.operation.path, call.path),
    query: declaredQuery(call),
    headers: call.request.headers,
    ...sent,
  };
  const prism = await call.setup.prism();
  const violations = new Map<string, FieldViolation>();
  for (const diagnostic of await prism.validate(call.operation, input)) {
    const violation = toViolation(call, diagnostic, sent.body);
    if (!violations.has(violation.field)) violations.set(violation.field, violation);
  }
  return [...violations.values()];
}

/** The body for Prism: a parsed value for JSON, a string for a form. Undefined if the operation takes no body. */
function sentBody(call: Call): Pick<PrismInput, "body" | "formType"> {
  const { bodyTypes } = call.operation;
  if (bodyTypes.length === 0) return { body: undefined };
  const header = call.request.headers["content-type"] ?? "";
  const essence = header.split(";")[0]!.trim().toLowerCase();
  const isForm = essence === "multipart/form-data" || essence === "application/x-www-form-urlencoded";
  if (isForm && bodyTypes.includes(essence))
    return { body: call.request.body.toString("utf8"), formType: header };
  return { body: jsonBody(call) };
}

/** Omits names that differ from a declared one only in case: Prism ignores case, Feishu does not. */
function declaredQuery(call: Call): Record<string, string | string[]> {
  const names = call.operation.parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name }) => name);
  const lowerCase = new Set(names.map((name) => name.toLowerCase()));
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(call.query.keys())) {
    if (name === "__proto__" || (!names.includes(name) && lowerCase.has(name.toLowerCase()))) continue;
    const values = call.query.getAll(name);
    query[name] = values.length === 1 ? values[0]! : values;
  }
  return query;
}

function toViolation(call: Call, diagnostic: Diagnostic, body: unknown): FieldViolation {
  const { code, message } = diagnostic;
  const [location = "", ...rest] = diagnostic.path;
  const missing = /required property '(.+)'/.exec(message)?.[1];
  const steps = missing === undefined ? rest : [...rest, missing];
  // Prism reports the names of parameters in lower case.
  const parameter = call.operation.parameters.find(
    (one) => one.in === location && one.name.toLowerCase() === steps[0],
  );
  const field =
    [...(parameter ? [parameter.name] : steps.slice(0, 1)), ...steps.slice(1)].join(".") || "body";
  const sent =
    location === "body" ? valueAt(body, steps) : parameter && sentValue(call, parameter.name, location);
  const description = describe(code, message, field, parameter?.required ?? false);
  return { field, value: asString(sent), description };
}

function sentValue(call: Call, name: string, location: string): string | undefined {
  if (location === "header") return call.request.headers[name.toLowerCase()];
  return location === "path" ? call.path[name] : call.query.getAll(name).join(",");
}

function describe(keyword: string, message: string, field: string, required: boolean): string {
  const limit = /-?\d+(\.\d+)?(?!.*\d)/.exec(message)?.[0] ?? "";
  switch (keyword) {
    case "required":
      return `${field} is required`;
    case "enum":
      return enumViolation(field, required, (message.split("allowed values: ")[1] ?? "").split(", "));
    case "maximum":
      return `the max value is ${limit}`;
    case "minimum":
      return `the min value is ${limit}`;
    case "maxLength":
    case "maxItems":
      return `the max len is ${limit}`;
    case "minLength":
    case "minItems":
      return `the min len is ${limit}`;
    default:
      return `${field} ${message.replace(/^Request (query |path |header |body )?((parameter|property) \S+ )?/, "")}`;
  }
}
