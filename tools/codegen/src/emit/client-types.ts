import { trimmed, type JsonObject } from "../contract/json.ts";
import type { Model, Operation, Parameter } from "../model/model.ts";
import { constraintTags, docComment } from "./doc-comment.ts";
import { itemText, parametersName, referenceName, resultName } from "../model/names.ts";
import { operationComment } from "./operation-comment.ts";
import { operationTree, type Tree } from "./operation-tree.ts";
import { isPlainObject, memberName, memberTexts, typeText } from "./type-text.ts";

/**
 * Emits the client's types as plain interfaces: editors show the documentation of a method, and the compiler's work for
 * a call does not grow with the number of operations.
 */
export function emitClientTypes(model: Model): string {
  return [
    'import type { CallOptions, List, ListOptions } from "../types.ts";\n',
    ...Array.from(model.schemas, ([name, schema]) => {
      const open = model.responseSchemas.has(name);
      const documentation = docComment(
        [trimmed(schema["description"]), trimmed(schema["x-description-zh"])],
        [],
        "",
      );
      return documentation + declaration(name, schema, open);
    }),
    ...model.operations.flatMap((operation) =>
      [emitParameters(operation), emitResult(operation)].filter(Boolean),
    ),
    `/** All operations of the contract, by Feishu's names. */\nexport interface FeishuOperations {\n${emitTree(operationTree(model), model, "  ")}}\n`,
  ].join("\n");
}

function emitParameters(operation: Operation): string {
  if (operation.parameters.length === 0) return "";
  const members = operation.parameters.map(emitParameter).join("");
  return `/** Parameters of \`${operation.id}\`. */\nexport interface ${parametersName(operation)} {\n${members}}\n`;
}

function emitParameter(parameter: Parameter): string {
  const { constraints, deprecated } = parameter;
  const documentation = docComment(
    [parameter.description, parameter.descriptionZh],
    constraintTags({ ...constraints, deprecated }, parameter.example),
    "  ",
  );
  const type = typeText(parameter.schema, false, "  ");
  // Callers may pass `undefined` under exactOptionalPropertyTypes.
  return `${documentation}  ${memberName(parameter.name)}${parameter.required ? `: ${type}` : `?: ${type} | undefined`};\n`;
}

function emitResult(operation: Operation): string {
  if (referenceName(operation.success.schema)) return "";
  const { schema } = operation.success;
  const documentation = docComment([`Result of \`${operation.id}\`.`], [], "");
  return documentation + declaration(resultName(operation), schema, true);
}

function declaration(name: string, schema: JsonObject, open: boolean): string {
  return isPlainObject(schema)
    ? `export interface ${name} {\n${memberTexts(schema, open, "  ")}}\n`
    : `export type ${name} = ${typeText(schema, open)};\n`;
}

function emitTree(tree: Tree, model: Model, indent: string): string {
  return Array.from(tree, ([step, node]) =>
    node instanceof Map
      ? `${indent}readonly ${step}: {\n${emitTree(node, model, `${indent}  `)}${indent}};\n`
      : `${operationComment(node, model, indent)}${indent}readonly ${step}: (${argumentsText(node)}) => ${returnText(node, model)};\n`,
  ).join("");
}

/** The arguments of an operation's method. Parameters are optional when none is required. */
export function argumentsText(operation: Operation): string {
  const options = `options?: ${operation.pagination ? "ListOptions" : "CallOptions"}`;
  const optional = operation.parameters.every((parameter) => !parameter.required);
  if (operation.parameters.length === 0) return `params?: Record<string, never>, ${options}`;
  return `params${optional ? "?" : ""}: ${parametersName(operation)}, ${options}`;
}

/** The return type of an operation's method. */
export function returnText(operation: Operation, model: Model): string {
  const result = resultName(operation);
  return operation.pagination ? `List<${itemText(operation, model)}, ${result}>` : `Promise<${result}>`;
}
