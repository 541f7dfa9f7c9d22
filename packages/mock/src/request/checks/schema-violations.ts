import { fillTemplate } from "../../contract/path-template.ts";
import { jsonBody, sentValues } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";
import type { Diagnostic, PrismInput } from "../../prism/types.ts";
import { asString, valueAt } from "../../util/json.ts";
import { enumViolation } from "./violation.ts";
import type { FieldViolation } from "./violation.ts";

/** The violations that Prism finds, worded as in Feishu. Returns the first of each field. */
export async function schemaViolations(request: OperationRequest): Promise<FieldViolation[]> {
  const { operation, context } = request;
  const sent = bodyForPrism(request);
  if (sent.body instanceof Error) return [{ field: "body", value: "", description: sent.body.message }];
  const input: PrismInput = {
    path: fillTemplate(operation.path, request.path),
    query: queryForPrism(request),
    headers: request.raw.headers,
    ...sent,
  };
  const prism = await context.prism();
  const violations = new Map<string, FieldViolation>();
  for (const diagnostic of await prism.validate(operation, input)) {
    const violation = toViolation(request, diagnostic, sent.body);
    if (!violations.has(violation.field)) violations.set(violation.field, violation);
  }
  return [...violations.values()];
}

/** The body for Prism: a parsed value for JSON, a string for a form. Undefined if the operation takes no body. */
function bodyForPrism(request: OperationRequest): Pick<PrismInput, "body" | "formContentType"> {
  const { bodyTypes } = request.operation;
  if (bodyTypes.length === 0) return { body: undefined };
  const contentType = request.raw.headers["content-type"] ?? "";
  const mediaType = contentType.split(";")[0]!.trim().toLowerCase();
  const isForm = mediaType === "multipart/form-data" || mediaType === "application/x-www-form-urlencoded";
  if (isForm && bodyTypes.includes(mediaType))
    return { body: request.raw.body.toString("utf8"), formContentType: contentType };
  return { body: jsonBody(request) };
}

/**
 * The query by name. Omits a name that equals a declared one except for case, since Prism would take it for the declared
 * one. Keeps all other names.
 */
function queryForPrism({ operation, query }: OperationRequest): Record<string, string | string[]> {
  const declaredNames = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name }) => name);
  const lowerCaseNames = new Set(declaredNames.map((name) => name.toLowerCase()));
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const isOtherCase = !declaredNames.includes(name) && lowerCaseNames.has(name.toLowerCase());
    if (name === "__proto__" || isOtherCase) continue;
    const sent = query.getAll(name);
    values[name] = sent.length === 1 ? sent[0]! : sent;
  }
  return values;
}

/**
 * Converts a diagnostic. Example: `{ path: ["query", "page_size"], code: "maximum", message: "… must be <= 100" }` gives
 * `{ field: "page_size", value: "500", description: "the max value is 100" }`.
 */
function toViolation(request: OperationRequest, diagnostic: Diagnostic, body: unknown): FieldViolation {
  const { code, message } = diagnostic;
  const [location = "", ...rest] = diagnostic.path;
  const missing = /required property '(.+)'/.exec(message)?.[1];
  const pathSegments = missing === undefined ? rest : [...rest, missing];
  const [name, ...subfields] = pathSegments;
  // Prism reports the names of parameters in lower case.
  const parameter = request.operation.parameters.find(
    (declared) => declared.in === location && declared.name.toLowerCase() === name,
  );
  const field = [parameter?.name ?? name, ...subfields].join(".") || "body";
  const sent =
    location === "body" ? valueAt(body, pathSegments) : parameter && sentValues(request, parameter).join(",");
  const description = describe(code, message, field, parameter?.required ?? false);
  return { field, value: asString(sent), description };
}

/** The `description` of a violation in Feishu's wording, by the violated JSON Schema keyword. */
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
