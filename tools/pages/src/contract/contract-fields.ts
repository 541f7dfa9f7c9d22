import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { prefixInside, type Field } from "../page/field.ts";

/** Every field below a schema of the contract, the outer before the inner; none for what is no schema. */
export function fieldsIn(
  contract: Contract,
  schema: unknown,
  prefix: string,
  around: readonly JsonObject[] = [],
): Field[] {
  const here = follow(contract, schema);
  // A structure that holds itself is described once.
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

/** What a schema says of one field. */
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
    default: textOf(schema["default"]),
    minimum: number("minimum"),
    maximum: number("maximum"),
    shortest: number(`min${measure}`),
    longest: number(`max${measure}`),
  };
}

/** A schema, whatever refers to it. */
function follow(contract: Contract, schema: unknown): JsonObject {
  if (!isObject(schema)) return {};
  const reference = schema["$ref"];
  const pointer = typeof reference === "string" ? parsePointer(reference) : undefined;
  const target = pointer ? contract.resolve(pointer).value : schema;
  return isObject(target) ? target : {};
}

/** The schema of a list's entries, or of what is no list. */
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

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}
