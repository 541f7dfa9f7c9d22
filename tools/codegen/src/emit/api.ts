import type { JsonObject } from "../contract/json.ts";
import type { Model, Operation } from "../model/model.ts";
import { argumentsText, returnText } from "./client-types.ts";
import type { ExportedName } from "./exported-names.ts";
import { header } from "./header.ts";
import { resultName } from "../model/names.ts";
import { facts } from "./operation-comment.ts";
import { isPlainObject, typeText } from "./type-text.ts";

/** Emits a list of every public name of the client, so that a review shows a change of the API. */
export function emitApi(model: Model, exports: readonly ExportedName[], contractSha256: string): string {
  return [
    header(contractSha256)
      .trim()
      .replaceAll(/^\/\/ (.*)$/gm, "<!-- $1 -->"),
    "\n# Public API of `@feishu-openapi/client`\n",
    "## Exports\n",
    ...exports.map(({ name, isType, from }) => `- ${isType ? "type " : ""}\`${name}\` (${from})`),
    "\n## Operations\n",
    ...model.operations.map((operation) => emitOperation(operation, model)),
    "## Types of the contract\n",
    ...Array.from(
      model.schemas,
      ([name, schema]) => `### \`${name}\`\n\n${fields(schema, model.responseSchemas.has(name))}\n`,
    ),
  ].join("\n");
}

function emitOperation(operation: Operation, model: Model): string {
  const parameters = operation.parameters.map(({ name, required, schema, constraints, location }) => {
    const { default: preset } = constraints;
    const initial = preset === undefined ? "" : `, default \`${JSON.stringify(preset)}\``;
    return `- \`${name}${required ? "" : "?"}: ${inlineType(schema, false)}\` (${location}${initial})`;
  });
  return [
    `### \`${operation.id}(${argumentsText(operation)}): ${returnText(operation, model)}\`\n`,
    `${operation.summary}. ${operation.summaryZh}。\n`,
    ...facts(operation, model).map((fact) => `- ${fact}`),
    ...(parameters.length ? ["\nParameters:\n", ...parameters] : []),
    `\nResult: \`${resultName(operation)}\`\n`,
  ].join("\n");
}

function fields(schema: JsonObject, open: boolean): string {
  if (!isPlainObject(schema)) return `\`${inlineType(schema, open)}\``;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(schema["properties"] as JsonObject)
    .map(
      ([name, property]) =>
        `- \`${name}${required.includes(name) ? "" : "?"}: ${inlineType(property, open)}\``,
    )
    .join("\n");
}

/** A type on one line, without documentation. */
function inlineType(schema: unknown, open: boolean): string {
  return typeText(schema, open)
    .replaceAll(/\/\*\*.*?\*\//gs, "")
    .replaceAll(/\s*\n\s*/g, " ");
}
