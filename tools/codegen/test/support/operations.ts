/** Where the operation that lists chats stands. */
export const LIST = ["paths", "/im/v1/chats", "get"];

/** Where the operation that issues a token stands. */
export const TOKEN = ["paths", "/auth/v3/tenant_access_token/internal", "post"];

/** Where a schema of the components stands. */
export function schemaAt(...steps: readonly string[]): string[] {
  return ["components", "schemas", ...steps];
}

/** The smallest operation that can be generated from, with whatever else is given. */
export function operation(operationId: string, more: object = {}): object {
  return { operationId, responses: { "200": answer({}) }, ...more };
}

/** A successful answer with these properties beside `code` and `msg`, all of them required. */
export function answer(properties: object): object {
  const schema = {
    type: "object",
    required: ["code", "msg", ...Object.keys(properties)],
    properties: { code: { type: "integer", const: 0 }, msg: { type: "string" }, ...properties },
  };
  return { description: "Done.", content: { "application/json": { schema } } };
}
