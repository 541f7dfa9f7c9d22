// The only file that knows openapi-typescript.
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { isObject, type JsonObject } from "../json.ts";
import type { Contract } from "../load-contract.ts";
import type { Model } from "../model.ts";
import { constraintTags } from "./doc-comment.ts";

/** `paths` and `components` as openapi-typescript writes them, with open enums in answers and bounds in the comments. */
export async function emitSchema(contract: Contract, model: Model): Promise<string> {
  const document = enrich(contract.document, model);
  const nodes = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0] & object, {
    silent: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema) => ("x-open" in schema && schema.enum ? openEnum(schema.enum) : undefined),
  });
  return astToString(nodes);
}

function openEnum(values: readonly unknown[]): ts.TypeNode {
  const { factory } = ts;
  const literals = values.map((value) => factory.createLiteralTypeNode(literalNode(value)));
  const base = factory.createKeywordTypeNode(
    typeof values[0] === "number" ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword,
  );
  const rest = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([base, factory.createTypeLiteralNode([])]),
  );
  return factory.createUnionTypeNode([...literals, rest]);
}

function literalNode(value: unknown): ts.NullLiteral | ts.NumericLiteral | ts.StringLiteral {
  if (value === null) return ts.factory.createNull();
  return typeof value === "number"
    ? ts.factory.createNumericLiteral(value)
    : ts.factory.createStringLiteral(typeof value === "string" ? value : JSON.stringify(value));
}

/** A copy whose descriptions carry the constraints, and whose answers' enums are marked open. */
function enrich(document: JsonObject, model: Model): JsonObject {
  const copy: { [key: string]: unknown } = structuredClone(document);
  visit(copy, (schema) => {
    const tags = constraintTags({ ...schema, default: undefined, examples: undefined }).join("\n");
    if (tags && typeof schema["type"] === "string") {
      schema["description"] = [schema["description"], tags].filter(Boolean).join("\n");
    }
  });
  for (const name of model.answerSchemas) {
    const components = copy["components"] as { schemas: { [name: string]: unknown } };
    visit(components.schemas[name], (schema) => Array.isArray(schema["enum"]) && (schema["x-open"] = true));
  }
  for (const { pointer } of model.operations) {
    const operation = pointer.reduce<unknown>(
      (value, step) => (isObject(value) ? value[step] : undefined),
      copy,
    );
    visit(
      isObject(operation) ? operation["responses"] : undefined,
      (schema) => Array.isArray(schema["enum"]) && (schema["x-open"] = true),
    );
  }
  return copy;
}

function visit(value: unknown, change: (mapping: { [key: string]: unknown }) => void): void {
  if (Array.isArray(value)) return value.forEach((entry) => visit(entry, change));
  if (!isObject(value)) return;
  change(value);
  for (const [key, entry] of Object.entries(value))
    if (key !== "value" && key !== "example") visit(entry, change);
}
