import { parseJson } from "../contract/text.ts";
import type { Failure, JsonObject, Operation, Parameter } from "../contract/types.ts";
import { invalidFields, violations } from "../contract/validator.ts";
import { parseWireValue } from "../contract/wire-value.ts";
import type { Expectation, StatusAndCode } from "./case.ts";

/** Status and code of the failures that are the same for every operation (examples of `spec/openapi.yaml`). */
export const commonErrors = {
  missingToken: { status: 400, code: 99991661 },
  tenantToken: { status: 400, code: 99991663 },
  userToken: { status: 400, code: 99991668 },
  otherPrefix: { status: 400, code: 99991671 },
  expiredUserToken: { status: 401, code: 99991677 },
  fieldViolation: { status: 400, code: 99992402 },
} as const satisfies Record<string, StatusAndCode>;

/** 200 and code 0. */
export const accepted: Expectation = { accept: true, allowedErrors: [] };

/** Whether the values sent for a parameter are valid: sent once, written as the type, and valid by the schema. */
export function isValid(parameter: Parameter, sent: readonly string[]): boolean {
  const { schema, required, schemaPointer } = parameter;
  if (sent.length === 0) return !required;
  if (schema["type"] === "array") {
    const entries = sent.length === 1 ? (sent[0] ?? "").split(",") : sent;
    const items = (schema["items"] ?? {}) as JsonObject;
    const values = entries.map((entry) => parseWireValue(entry, items) ?? null);
    return violations(schemaPointer, values).length === 0;
  }
  const [text = ""] = sent;
  if (sent.length > 1 || (required && text === "")) return false;
  const value = parseWireValue(text, schema);
  return value !== undefined && violations(schemaPointer, value).length === 0;
}

/** The expected response to a query. A cursor that is not in `issuedCursors` is rejected. */
export function expectQuery(
  operation: Operation,
  query: string,
  issuedCursors: readonly string[] = [],
): Expectation {
  const sent = new URLSearchParams(query);
  const invalid = operation.parameters.filter(
    (parameter) => parameter.in === "query" && !isValid(parameter, sent.getAll(parameter.name)),
  );
  if (invalid.length > 0) return { ...rejection(operation), fields: invalid.map(({ name }) => name) };
  const cursor = operation.pagination && sent.get(operation.pagination.cursor);
  if (!cursor || issuedCursors.includes(cursor)) return accepted;
  const allowedErrors = badValueFailures(operation);
  return allowedErrors.length > 0 ? { accept: false, allowedErrors } : accepted;
}

/** The expected response to a body. A value that the schema allows may still name something that does not exist. */
export function expectBody(operation: Operation, text: string | undefined): Expectation {
  const { body } = operation;
  if (!body) return accepted;
  const value = parseJson(text);
  if (value === undefined) return rejection(operation);
  const invalid = invalidFields(body.schemaPointer, value);
  const example = (body.example ?? {}) as JsonObject;
  const changed = Object.keys((body.schema["properties"] ?? {}) as JsonObject).filter(
    (name) => (value as JsonObject | null)?.[name] !== example[name],
  );
  if (invalid.length > 0)
    return { ...rejection(operation, changed), ...(!invalid.includes("") && { fields: invalid }) };
  return changed.length === 0
    ? accepted
    : { accept: true, allowedErrors: pairsOf(failuresNaming(operation, changed)) };
}

/**
 * The expected response to an invalid request: the gateway's failure if the operation documents it, else the failures
 * that name the fields, else any failure that is neither internal nor a rate limit.
 */
function rejection(operation: Operation, fields: readonly string[] = []): Expectation {
  const gateway = operation.failures.filter(({ code }) => code === commonErrors.fieldViolation.code);
  const naming = failuresNaming(operation, fields);
  const others = operation.failures.filter(({ kind }) => kind !== "internal" && kind !== "rate_limit");
  const failures = gateway.length > 0 ? gateway : naming.length > 0 ? naming : others;
  return {
    accept: false,
    allowedErrors: failures.length > 0 ? pairsOf(failures) : [commonErrors.fieldViolation],
  };
}

/** Failures for a well-formed value that does not exist: all of kind `validation`, except the gateway's. */
export function badValueFailures({ failures }: Operation): StatusAndCode[] {
  return pairsOf(
    failures.filter(({ kind, code }) => kind === "validation" && code !== commonErrors.fieldViolation.code),
  );
}

/** Failures whose summary mentions one of the fields: `app_id` as "app id". */
function failuresNaming({ failures }: Operation, fields: readonly string[]): Failure[] {
  return failures.filter(({ summary }) =>
    fields.some((field) => summary.toLowerCase().includes(field.replaceAll("_", " ").toLowerCase())),
  );
}

function pairsOf(failures: readonly Failure[]): StatusAndCode[] {
  return failures.map(({ status, code }) => ({ status, code }));
}
