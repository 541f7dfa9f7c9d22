import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { prefixInside, type Field } from "../page/field.ts";

/** All fields of a schema, outer before inner ones; empty for a value that is not a schema. */
export function fieldsIn(
  contract: Contract,
  schema: unknown,
  prefix: string,
  around: readonly JsonObject[] = [],
): Field[] {
  const here = follow(contract, schema);
  // Stops at a recursive schema.
  if (around.includes(here)) return [];
  const inside = [...around, here];
  const { properties, required } = here;
  const own = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, value]) => {
    const isRequired = Array.isArray(required) && required.includes(name);
    const field = fieldOf(contract, prefix + name, value, isRequired);
    return [field, ...fieldsIn(contract, entryOf(contract, value), prefixInside(field), inside)];
  });
  const branches = branchesOf(here).flatMap((branch) => fieldsIn(contract, branch, prefix, inside));
  return [...new Map([...branches, ...own].map((field) => [field.path, field])).values()];
}

/** A field as its schema describes it. */
export function fieldOf(contract: Contract, path: string, described: unknown, required: boolean): Field {
  const schema = follow(contract, described);
  const type = typeOf(contract, schema);
  const values = entryOf(contract, schema)["enum"];
  const measure = type.endsWith("[]") ? "Items" : "Length";
  const number = (keyword: string): number | undefined => {
    const value = schema[keyword];
    return typeof value === "number" ? value : undefined;
  };
  return {
    path,
    type,
    required,
    enum: Array.isArray(values) ? values.map(String) : undefined,
    default: stringOf(schema["default"]),
    minimum: number("minimum"),
    maximum: number("maximum"),
    minLength: number(`min${measure}`),
    maxLength: number(`max${measure}`),
  };
}

/** Resolves a reference to its schema. */
function follow(contract: Contract, schema: unknown): JsonObject {
  if (!isObject(schema)) return {};
  const reference = schema["$ref"];
  const pointer = typeof reference === "string" ? parsePointer(reference) : undefined;
  const target = pointer ? contract.resolve(pointer).value : schema;
  return isObject(target) ? target : {};
}

/** The schema of a list's innermost items; any other schema itself. */
function entryOf(contract: Contract, described: unknown): JsonObject {
  const schema = follow(contract, described);
  return schema["type"] === "array" ? entryOf(contract, schema["items"]) : schema;
}

function branchesOf(schema: JsonObject): readonly unknown[] {
  return ["allOf", "anyOf", "oneOf"].flatMap((keyword) => schema[keyword] ?? []);
}

function typeOf(contract: Contract, described: unknown): string {
  const schema = follow(contract, described);
  const type = [schema["type"]].flat().find((name) => name !== "null");
  if (type === "array") return `${typeOf(contract, schema["items"])}[]`;
  if (typeof type === "string") return schema["format"] === "binary" ? "file" : type;
  if (isObject(schema["properties"])) return "object";
  const found = branchesOf(schema).map((branch) => typeOf(contract, branch));
  return found.find((one) => one !== "unknown") ?? "unknown";
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}
