/** The pointer to the operation that lists chats. */
export const LIST = ["paths", "/im/v1/chats", "get"];

/** The pointer to the operation that issues a token. */
export const TOKEN = ["paths", "/auth/v3/tenant_access_token/internal", "post"];

/** The pointer into a component schema. */
export function schemaAt(...steps: readonly string[]): string[] {
  return ["components", "schemas", ...steps];
}

/** A minimal valid operation with additional keywords. */
export function operation(operationId: string, more: object = {}): object {
  return { operationId, responses: { "200": successResponse({}) }, ...more };
}

/** A successful response with these required properties beside `code` and `msg`. */
export function successResponse(properties: object): object {
  const schema = {
    type: "object",
    required: ["code", "msg", ...Object.keys(properties)],
    properties: { code: { type: "integer", const: 0 }, msg: { type: "string" }, ...properties },
  };
  return { description: "Done.", content: { "application/json": { schema } } };
}
