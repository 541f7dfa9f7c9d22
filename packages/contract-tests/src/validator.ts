import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { document } from "./contract.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
ajv.addFormat("password", true);
ajv.addSchema(closed(document) as object, "contract");
ajv.addSchema(document, "open");
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value by the schema at a pointer, one text each; a field that the schema lacks is wrong too. */
export function violations(schemaPointer: string, value: unknown): string[] {
  const validate =
    compiled.get(schemaPointer) ?? ajv.compile({ $ref: `contract${encodeURI(schemaPointer)}` });
  compiled.set(schemaPointer, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}

/**
 * The members of a request's value that break the schema at a pointer, by name; an empty name is the value itself. What
 * the schema does not name may be there.
 */
export function wrongMembers(schemaPointer: string, value: unknown): string[] {
  const key = `open ${schemaPointer}`;
  const validate = compiled.get(key) ?? ajv.compile({ $ref: `open${encodeURI(schemaPointer)}` });
  compiled.set(key, validate);
  if (validate(value)) return [];
  const names = (validate.errors ?? []).map(({ instancePath, params }) =>
    instancePath === ""
      ? ((params as { missingProperty?: string }).missingProperty ?? "")
      : instancePath.slice(1).replaceAll("/", "."),
  );
  return [...new Set(names)];
}

/** A copy in which no object may have more than its schema says. */
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
