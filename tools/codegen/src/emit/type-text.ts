import { isObject, trimmed, type JsonObject } from "../contract/json.ts";
import { constraintTags, docComment } from "./doc-comment.ts";
import { referenceName } from "../model/names.ts";

const COMPOSERS = [
  ["allOf", " & "],
  ["anyOf", " | "],
  ["oneOf", " | "],
] as const;

/**
 * The TypeScript type of a JSON schema. Enums are open in responses (`"normal" | (string & {})`), since Feishu adds
 * values before it documents them, and closed in requests.
 */
export function typeText(schema: unknown, open: boolean, indent = ""): string {
  if (!isObject(schema)) return "unknown";
  const { const: constant, enum: allowed, type } = schema;
  const textOf = (inner: unknown): string => typeText(inner, open, indent);
  const reference = referenceName(schema);
  if (reference) return reference;
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(allowed)) return enumText(allowed, open);
  if (Array.isArray(type))
    return join(
      type.map((one: unknown) => textOf({ ...schema, type: one })),
      " | ",
    );
  const composed = COMPOSERS.flatMap(([keyword, joint]) => {
    const branches = schema[keyword];
    return Array.isArray(branches) ? [join(branches.map(textOf), joint)] : [];
  });
  const own = composed.length && !isObject(schema["properties"]) ? [] : [ownText(schema, open, indent)];
  return join([...own, ...composed], " & ");
}

/** The members of an object schema, each with its documentation. */
export function memberTexts(schema: JsonObject, open: boolean, indent: string): string {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(properties)
    .map(([name, property]) => {
      const described = isObject(property) ? property : {};
      const documentation = docComment(
        [trimmed(described["description"]), trimmed(described["x-description-zh"])],
        constraintTags(described),
        indent,
      );
      const type = typeText(property, open, indent);
      if (required.includes(name)) return `${documentation}${indent}${memberName(name)}: ${type};\n`;
      // In requests callers may pass `undefined` under exactOptionalPropertyTypes.
      return `${documentation}${indent}${memberName(name)}?: ${open ? type : `${type} | undefined`};\n`;
    })
    .join("");
}

/** A property's name, in quotes if needed. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** Whether a schema is an object with members only, so that it can be an interface. */
export function isPlainObject(schema: JsonObject): boolean {
  const { type = "object", properties, additionalProperties } = schema;
  const isMore = ["$ref", "const", "enum", ...COMPOSERS.map(([keyword]) => keyword)].some(
    (key) => key in schema,
  );
  return type === "object" && isObject(properties) && !isMore && !additionalProperties;
}

function ownText(schema: JsonObject, open: boolean, indent: string): string {
  switch (schema["type"]) {
    case "string":
    case "boolean":
    case "null":
      return schema["type"];
    case "integer":
    case "number":
      return "number";
    case "array": {
      const item = typeText(schema["items"], open, indent);
      return /[|&]/.test(item) ? `(${item})[]` : `${item}[]`;
    }
    default:
      return objectText(schema, open, indent);
  }
}

function objectText(schema: JsonObject, open: boolean, indent: string): string {
  const { type, additionalProperties } = schema;
  const members = memberTexts(schema, open, `${indent}  `);
  const value = isObject(additionalProperties) ? typeText(additionalProperties, open, indent) : "unknown";
  // A type alias may refer to itself in an index signature, but not in a `Record`.
  if (value !== "unknown" && !members) return `{ [key: string]: ${value} }`;
  if (members)
    return `{\n${members}${indent}}${additionalProperties ? ` & ${indexText(schema, value, open, indent)}` : ""}`;
  return type === "object" || additionalProperties ? "Record<string, unknown>" : "unknown";
}

/** An index signature that also admits the named fields, since no literal would match it otherwise. */
function indexText(schema: JsonObject, additional: string, open: boolean, indent: string): string {
  if (additional === "unknown") return "{ [key: string]: unknown }";
  const fields = Object.values(schema["properties"] as JsonObject).map((field) =>
    typeText(field, open, indent),
  );
  const types = [additional, ...fields, ...(open ? [] : ["undefined"])];
  return `{ [key: string]: ${types.includes("unknown") ? "unknown" : join(types, " | ")} }`;
}

function enumText(allowed: readonly unknown[], open: boolean): string {
  const values = allowed.map((value) => JSON.stringify(value));
  if (!open) return values.join(" | ");
  const bases = new Set(allowed.filter((value) => value !== null).map((value) => typeof value));
  return [...values, ...Array.from(bases, (base) => `(${base} & {})`)].join(" | ");
}

/** Joins the parts of a union or an intersection, with parentheses around a union in an intersection. */
function join(parts: readonly string[], joint: " & " | " | "): string {
  const all = [...new Set(parts)];
  const known = joint === " & " ? all.filter((part) => part !== "unknown") : all;
  const unique = known.length ? known : all;
  if (unique.length === 1 || joint === " | ") return unique.join(joint);
  return unique.map((part) => (part.includes("|") ? `(${part})` : part)).join(joint);
}
