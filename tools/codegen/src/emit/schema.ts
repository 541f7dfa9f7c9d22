// The only file that imports openapi-typescript.
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { formatPointer, type JsonObject } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Model } from "../model/model.ts";
import { walk } from "../contract/walk.ts";
import { constraintTags } from "./doc-comment.ts";

const OPEN_ENUM = "x-open-enum";

/** Emits `paths` and `components` by openapi-typescript, with open enums in responses and bounds in comments. */
export async function emitSchema(contract: Contract, model: Model): Promise<string> {
  const document = enrich(contract.document, model);
  const nodes = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0] & object, {
    silent: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema) => {
      const values = (schema as JsonObject)[OPEN_ENUM];
      return Array.isArray(values) ? openEnum(values) : undefined;
    },
  });
  return astToString(nodes);
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

/** A copy of the document with constraints in the descriptions and open enums marked. */
function enrich(document: JsonObject, model: Model): JsonObject {
  const copy = structuredClone(document);
  const open = new Set(model.openEnums.map(formatPointer));
  for (const { value: schema, pointer, isSchema } of walk(copy)) {
    if (!isSchema) continue;
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
  return copy;
}
