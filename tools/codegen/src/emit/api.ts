import ts from "typescript";
import { isObject } from "../json.ts";
import type { Model, Operation } from "../model.ts";
import { argumentsText, returnText } from "./client-types.ts";
import { header } from "./header.ts";
import { resultName } from "./names.ts";
import { facts } from "./operation-comment.ts";
import { typeText } from "./type-text.ts";

/** Every public name of the client in one file, so that a change of the surface shows in a review. */
export function emitApi(model: Model, indexSource: string, contractSha256: string): string {
  return [
    header(contractSha256)
      .trim()
      .replaceAll(/^\/\/ (.*)$/gm, "<!-- $1 -->"),
    "\n# The public surface of `@feishu-openapi/client`\n",
    "## Exports\n",
    ...exportedNames(indexSource).map(
      ({ name, isType, from }) => `- ${isType ? "type " : ""}\`${name}\` (${from})`,
    ),
    "\n## Operations\n",
    ...model.operations.map((operation) => emitOperation(operation, model)),
    "## Types of the contract\n",
    ...Array.from(
      model.schemas,
      ([name, schema]) => `### \`${name}\`\n\n${fields(schema, model.answerSchemas.has(name))}\n`,
    ),
  ].join("\n");
}

function emitOperation(operation: Operation, model: Model): string {
  const parameters = operation.parameters.map(({ name, required, schema, location }) => {
    const initial =
      schema["default"] === undefined ? "" : `, default \`${JSON.stringify(schema["default"])}\``;
    return `- \`${name}${required ? "" : "?"}: ${typeText(schema, false)}\` (${location}${initial})`;
  });
  return [
    `### \`${operation.id}(${argumentsText(operation)}): ${returnText(operation, model)}\`\n`,
    `${operation.summary}. ${operation.summaryZh}。\n`,
    ...facts(operation, model).map((fact) => `- ${fact}`),
    ...(parameters.length ? ["\nParameters:\n", ...parameters] : []),
    `\nResult: \`${resultName(operation)}\`\n`,
  ].join("\n");
}

function fields(schema: unknown, open: boolean): string {
  if (!isObject(schema) || !isObject(schema["properties"])) return `\`${typeText(schema, open)}\``;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(schema["properties"])
    .map(
      ([name, property]) =>
        `- \`${name}${required.includes(name) ? "" : "?"}: ${typeText(property, open)
          .replaceAll(/\s*\n\s*/g, " ")
          .replaceAll(/\/\*\*.*?\*\/ /g, "")}\``,
    )
    .join("\n");
}

/** What `export { … } from "…"` and `export type { … } from "…"` name, in the order of the file. */
function exportedNames(source: string): { name: string; isType: boolean; from: string }[] {
  const file = ts.createSourceFile("index.ts", source, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (
      !ts.isExportDeclaration(statement) ||
      !statement.exportClause ||
      !ts.isNamedExports(statement.exportClause)
    )
      return [];
    const from =
      statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
        ? statement.moduleSpecifier.text
        : "";
    return statement.exportClause.elements.map((element) => ({
      name: element.name.text,
      isType: statement.isTypeOnly || element.isTypeOnly,
      from,
    }));
  });
}
