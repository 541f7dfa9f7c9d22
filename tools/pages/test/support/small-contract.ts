import { contractOf as asContract, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { pathOf, type SmallField, type SmallOperation } from "./small-operation.ts";

/** A contract of one operation. */
export function contractOf(operation: SmallOperation): Contract {
  const byStatus = Map.groupBy(operation.errors, ({ status }) => status);
  const responses = Array.from(byStatus, ([status, errors]) => [
    status,
    {
      description: "A refusal.",
      content: {
        "application/json": {
          schema: { type: "object" },
          examples: Object.fromEntries(
            errors.map(({ code }) => [
              code,
              {
                summary: "It failed",
                "x-error": { kind: "validation", evidence: "documented", remedy: "Mend it." },
                value: { code, msg: "failed" },
              },
            ]),
          ),
        },
      },
    },
  ]);
  const parameters = (["path", "query"] as const).flatMap((place) =>
    operation[place].map((field) => ({
      name: field.name,
      in: place,
      required: field.required,
      description: "A parameter.",
      schema: schemaOf(field),
    })),
  );
  const success = {
    type: "object",
    required: ["code", "msg", "data"],
    properties: {
      code: { type: "integer", const: 0 },
      msg: { type: "string" },
      data: objectOf(operation.response),
    },
  };
  const document = {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: { title: "Small", version: "1.0.0" },
    servers: [{ url: "https://open.feishu.cn/open-apis" }],
    components: { securitySchemes: { tenantAccessToken: { type: "http", scheme: "bearer" } } },
    paths: {
      [pathOf(operation)]: {
        [operation.method.toLowerCase()]: {
          operationId: "im.v1.thing.do",
          summary: "Does it",
          description: "Does it.",
          "x-app-types": ["custom"],
          "x-scopes": operation.scopes,
          "x-rate-limit": { per_minute: operation.perMinute, per_second: operation.perSecond },
          security: [{ tenantAccessToken: [] }],
          parameters,
          ...(operation.body.length > 0
            ? {
                requestBody: {
                  required: true,
                  content: { "application/json": { schema: objectOf(operation.body) } },
                },
              }
            : {}),
          responses: {
            "200": { description: "Done.", content: { "application/json": { schema: success } } },
            ...(Object.fromEntries(responses) as Record<string, unknown>),
          },
        },
      },
    },
  };
  return asContract(JSON.parse(JSON.stringify(document)), (pointer, message) => {
    throw new Error(`${pointer.join("/")}: ${message}`);
  });
}

function objectOf(fields: readonly SmallField[]): object {
  return {
    type: "object",
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
  };
}

function schemaOf({ type, least, most, fields = [], ...field }: SmallField): object {
  if (type === "object") return objectOf(fields);
  if (type === "object[]") return { type: "array", items: objectOf(fields) };
  if (type === "string[]")
    return { type: "array", items: { type: "string" }, minItems: least, maxItems: most };
  if (type === "integer") return { type, minimum: least, maximum: most, default: field.default };
  return { type, minLength: least, maxLength: most, enum: field.enum, default: field.default };
}
