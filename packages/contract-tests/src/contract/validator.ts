import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { document } from "./read.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
ajv.addFormat("password", true);
ajv.addSchema(closed(document) as object, "closed");
ajv.addSchema(document, "open");
const compiled = new Map<string, ValidateFunction>();

/** Violations of the schema at a pointer, one message each. An undocumented field is a violation. */
export function violations(schemaPointer: string, value: unknown): string[] {
  return validate("closed", schemaPointer, value).map(
    ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}

/**
 * Names of the fields of a request that violate the schema at a pointer; an empty name is the value itself.
 * Undocumented fields are allowed.
 */
export function invalidFields(schemaPointer: string, value: unknown): string[] {
  const names = validate("open", schemaPointer, value).map(({ instancePath, params }) =>
    instancePath === ""
      ? ((params as { missingProperty?: string }).missingProperty ?? "")
      : instancePath.slice(1).replaceAll("/", "."),
  );
  return [...new Set(names)];
}

function validate(
  strictness: "closed" | "open",
  pointer: string,
  value: unknown,
): NonNullable<ValidateFunction["errors"]> {
  const $ref = strictness + encodeURI(pointer);
  const check = compiled.get($ref) ?? ajv.compile({ $ref });
  compiled.set($ref, check);
  return check(value) ? [] : (check.errors ?? []);
}

/** A copy in which every object schema forbids undocumented properties. */
function closed(value: unknown, inAllOf = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => closed(entry, inAllOf));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value))
    copy[key] = key === "examples" || key === "example" ? entry : closed(entry, key === "allOf");
  if (
    copy["type"] === "object" &&
    copy["properties"] &&
    copy["additionalProperties"] === undefined &&
    !inAllOf
  ) {
    copy["unevaluatedProperties"] = false;
  }
  return copy;
}
