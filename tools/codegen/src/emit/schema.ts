// The only file that imports openapi-typescript.
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { formatPointer, isObject, type JsonObject } from "../contract/json.ts";
import type { Model } from "../model/model.ts";
import { walk } from "../contract/walk.ts";
import { referenceName } from "../model/names.ts";
import { constraintTags, escapeTags } from "./doc-comment.ts";
import { isPlainObject } from "./type-text.ts";

const OPEN_ENUM = "x-open-enum";
const RECURSIVE = "x-recursive";

/** Emits `paths` and `components` by openapi-typescript, with open enums in responses and bounds in comments. */
export async function emitSchema(model: Model): Promise<string> {
  const document = enrich(model);
  const nodes = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0] & object, {
    silent: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema) => {
      const { [OPEN_ENUM]: values, [RECURSIVE]: name } = schema as JsonObject;
      if (typeof name === "string") return clientType(name);
      return Array.isArray(values) ? openEnum(values) : undefined;
    },
  });
  return astToString(nodes);
}

/** A property's type cannot refer to itself, as in a list of itself; a type alias of the client can. */
function clientType(name: string): ts.TypeNode {
  const { factory } = ts;
  const file = factory.createLiteralTypeNode(factory.createStringLiteral("./client.ts"));
  return factory.createImportTypeNode(file, undefined, factory.createIdentifier(name));
}

function openEnum(values: readonly unknown[]): ts.TypeNode {
  const { factory } = ts;
  const literals = values.map((value) => factory.createLiteralTypeNode(literalNode(value)));
  const bases = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const rest = Array.from(bases, (base) => {
    const kind = base === "number" ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword;
    const open = [factory.createKeywordTypeNode(kind), factory.createTypeLiteralNode([])];
    return factory.createParenthesizedType(factory.createIntersectionTypeNode(open));
  });
  return factory.createUnionTypeNode([...literals, ...rest]);
}

function literalNode(
  value: unknown,
): ts.NullLiteral | ts.NumericLiteral | ts.StringLiteral | ts.PrefixUnaryExpression {
  const { factory } = ts;
  if (value === null) return factory.createNull();
  if (typeof value !== "number") return factory.createStringLiteral(value as string);
  return value < 0
    ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, factory.createNumericLiteral(-value))
    : factory.createNumericLiteral(value);
}

/** Lets `additionalProperties` admit the named fields, as in the client's types. */
function admitFields(schema: JsonObject): void {
  const { additionalProperties, properties } = schema;
  if (!isObject(additionalProperties) || !isObject(properties) || Object.keys(properties).length === 0)
    return;
  const fields = Object.values(structuredClone(properties)).map((field) =>
    isObject(field) && field[OPEN_ENUM] ? { ...field, enum: undefined } : field,
  );
  Object.assign(schema, { additionalProperties: { anyOf: [additionalProperties, ...fields] } });
}

/** The components that are a type alias, not an interface, and refer to themselves. */
function recursiveAliases(model: Model): string[] {
  const references = new Map(
    Array.from(model.schemas, ([name, schema]) => [
      name,
      walk(schema, ["components", "schemas", name]).flatMap(({ value }) => referenceName(value) ?? []),
    ]),
  );
  return [...model.schemas.keys()].filter((name) => {
    if (isPlainObject(model.schemas.get(name)!)) return false;
    const reached = new Set<string>();
    const pending = [...(references.get(name) ?? [])];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      pending.push(...(references.get(next) ?? []));
    }
    return reached.has(name);
  });
}

/** A copy of the normalised document with constraints in the descriptions and open enums marked. */
function enrich(model: Model): JsonObject {
  const copy = structuredClone(model.document);
  const open = new Set(model.openEnums.map(formatPointer));
  for (const name of recursiveAliases(model)) {
    const { schemas } = copy["components"] as { schemas: Record<string, JsonObject> };
    schemas[name] = { ...schemas[name], [RECURSIVE]: name };
  }
  for (const { value: schema, pointer, isSchema } of walk(copy)) {
    for (const keyword of ["summary", "description", "title"])
      if (typeof schema[keyword] === "string")
        Object.assign(schema, { [keyword]: escapeTags(schema[keyword]) });
    if (!isSchema) continue;
    // openapi-typescript would write `unknown`.
    if (schema["const"] === null) Object.assign(schema, { type: "null", const: undefined });
    // openapi-typescript would write the type of a list instead of that of a list of lists.
    if (isObject(schema["items"]) && schema["items"]["type"] === "array")
      Object.assign(schema, { items: { allOf: [schema["items"], {}] } });
    const tags = constraintTags({
      ...schema,
      default: undefined,
      deprecated: undefined,
      examples: undefined,
    });
    if (tags.length && typeof schema["type"] === "string")
      Object.assign(schema, { description: [schema["description"], ...tags].filter(Boolean).join("\n") });
    if (!open.has(formatPointer(pointer))) continue;
    Object.assign(schema, { type: schema["type"] ?? "string", [OPEN_ENUM]: schema["enum"] });
    // openapi-typescript calls `transform` before it reads `enum` only for properties and components.
    if (!["properties", "schemas"].includes(pointer.at(-2) ?? "")) Object.assign(schema, { enum: undefined });
  }
  for (const { value, isSchema } of walk(copy)) if (isSchema) admitFields(value);
  return copy;
}
