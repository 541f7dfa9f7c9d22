import { isObject, parsePointer, type JsonObject } from "../json.ts";
import { constraintTags, docComment } from "./doc-comment.ts";
import { text } from "../read/fields.ts";

/**
 * A JSON schema as TypeScript. In answers enums are open (`"normal" | (string & {})`), since Feishu adds values
 * before its documentation does; in requests they are closed.
 */
export function typeText(schema: unknown, open: boolean, indent = ""): string {
  if (!isObject(schema)) return "unknown";
  const { $ref: reference, const: constant, enum: allowed, type } = schema;
  if (typeof reference === "string") return parsePointer(reference)?.at(-1) ?? "unknown";
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(allowed)) return enumText(allowed, open);
  for (const [keyword, joint] of [
    ["oneOf", " | "],
    ["anyOf", " | "],
    ["allOf", " & "],
  ] as const) {
    const branches = schema[keyword];
    if (Array.isArray(branches))
      return `(${branches.map((branch) => typeText(branch, open, indent)).join(joint)})`;
  }
  if (Array.isArray(type))
    return type.map((one: unknown) => typeText({ ...schema, type: one }, open, indent)).join(" | ");
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return arrayText(typeText(schema["items"], open, indent));
    default:
      return type === "object" || schema["properties"] ? objectText(schema, open, indent) : "unknown";
  }
}

/** The members of an object schema, one a line with its documentation. */
export function memberTexts(schema: JsonObject, open: boolean, indent: string): string {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(properties)
    .map(([name, property]) => {
      const described = isObject(property) ? property : {};
      const documentation = docComment(
        [text(described["description"]), text(described["x-description-zh"])],
        constraintTags(described),
        indent,
      );
      return `${documentation}${indent}${memberName(name)}${required.includes(name) ? "" : "?"}: ${typeText(property, open, indent)};\n`;
    })
    .join("");
}

/** A property's name, quoted where TypeScript demands it. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function enumText(allowed: readonly unknown[], open: boolean): string {
  const values = allowed.map((value) => JSON.stringify(value));
  if (!open) return values.join(" | ");
  const bases = new Set(allowed.filter((value) => value !== null).map((value) => typeof value));
  return [...values, ...Array.from(bases, (base) => `(${base} & {})`)].join(" | ");
}

function arrayText(item: string): string {
  return /[|&]/.test(item) ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: JsonObject, open: boolean, indent: string): string {
  const { properties, additionalProperties } = schema;
  if (isObject(properties)) return `{\n${memberTexts(schema, open, `${indent}  `)}${indent}}`;
  return `Record<string, ${isObject(additionalProperties) ? typeText(additionalProperties, open, indent) : "unknown"}>`;
}
