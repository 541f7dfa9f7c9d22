import source from "./openapi.json" with { type: "json" };
import type { Schema } from "./schema.ts";

/** A query or path parameter. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

/** An operation of the control API, as `openapi.json` describes it. */
export interface ControlOperation {
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly query: readonly Parameter[];
  /** Undefined if the operation takes no body. */
  readonly bodySchema: Schema | undefined;
}

interface OperationNode {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly responses: object;
}

const methods = ["get", "post", "patch", "delete"];

/** The operations of the control API. */
export const operations: readonly ControlOperation[] = operationNodes().map(({ path, method, node }) => ({
  id: node.operationId,
  method: method.toUpperCase(),
  path,
  query: node.parameters ?? [],
  bodySchema: node.requestBody?.content["application/json"].schema,
}));

/** The document to serve: `openapi.json` with this server, and with the errors that every operation can return. */
export function servedDocument(origin: string): typeof source {
  const document = structuredClone(source);
  document.servers[0]!.url = origin;
  for (const { method, node } of operationNodes(document.paths)) {
    const names = method === "get" ? ["400", "403"] : ["400", "403", "413", "415"];
    const errors = names.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]);
    Object.assign(node.responses, Object.fromEntries(errors));
  }
  return document;
}

function operationNodes(
  paths: object = source.paths,
): { path: string; method: string; node: OperationNode }[] {
  return Object.entries(paths as Record<string, Record<string, OperationNode>>).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ path, method, node: item[method] }] : [])),
  );
}
