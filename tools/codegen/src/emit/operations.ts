import { isObject } from "../contract/json.ts";
import type { Location, Model, Operation } from "../model/model.ts";
import { operationTree, type Tree } from "./operation-tree.ts";

/** Emits the descriptor tree, which tells the client's runtime about each operation. */
export function emitOperations(model: Model): string {
  return [
    'import type { DescriptorTree } from "../descriptor.ts";\n',
    `/** The default base URL: the contract's first server. */\nexport const defaultBaseUrl = ${JSON.stringify(model.baseUrl)};\n`,
    `/** All operations of the contract, nested by the parts of their operationId. */\nexport const operations: DescriptorTree = ${emitTree(operationTree(model), "")};\n`,
  ].join("\n");
}

function emitTree(tree: Tree, indent: string): string {
  const entries = Array.from(tree, ([step, node]) => {
    const value = node instanceof Map ? emitTree(node, `${indent}  `) : emitDescriptor(node, `${indent}  `);
    return `${indent}  ${step}: ${value},\n`;
  });
  return `{\n${entries.join("")}${indent}}`;
}

function emitDescriptor(operation: Operation, indent: string): string {
  const { id, method, path, idempotent, secured, success, pagination, rateLimit } = operation;
  const secrets = operation.parameters
    .filter(({ constraints }) => constraints["format"] === "password")
    .map(({ name }) => name);
  const descriptor = {
    id,
    method,
    path,
    idempotent,
    secured,
    params: Object.fromEntries(
      (["path", "query", "body"] as const).flatMap((location) => located(operation, location)),
    ),
    ...(secrets.length && { secrets }),
    result: success.from,
    ...(pagination && {
      pagination: { cursor: pagination.cursor, items: pagination.items, has_more: pagination.has_more },
    }),
    ...(rateLimit && { rateLimit }),
  };
  const entries = Object.entries(descriptor).map(([key, value]) => `${indent}  ${key}: ${literal(value)},\n`);
  return `{\n${entries.join("")}${indent}}`;
}

function located(operation: Operation, location: Location): [Location, string[]][] {
  const names = operation.parameters
    .filter((parameter) => parameter.location === location)
    .map(({ name }) => name);
  return names.length ? [[location, names]] : [];
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${key}: ${literal(entry)}`)
    .join(", ")} }`;
}
