import type { Model, Operation } from "../model/model.ts";
import { parametersName, resultName } from "../model/names.ts";

/** Emits a type test: the client's interfaces equal the types of openapi-typescript. */
export function emitAgreement(model: Model): string {
  return [
    'import { expectTypeOf, test } from "vitest";',
    'import type * as client from "../../src/generated/client.ts";',
    'import type { paths } from "../../src/generated/schema.ts";\n',
    "/** Ignores whether a key accepts `undefined`, which the client's types add, but not whether it is optional. */",
    "type Same<Value> = Value extends readonly (infer Item)[]",
    "  ? { item: Same<Item> }",
    "  : Value extends object ? { [Key in keyof Value]: Same<Value[Key]> | undefined } : Value;",
    'type Body<Content> = Content extends { content: { "application/json": infer Json } } ? Json : never;\n',
    ...model.operations.map(emitTest),
  ].join("\n");
}

function emitTest(operation: Operation): string {
  const route = `paths[${JSON.stringify(operation.path)}][${JSON.stringify(operation.method.toLowerCase())}]`;
  const parts = (["path", "query"] as const)
    .filter((location) => operation.parameters.some((parameter) => parameter.location === location))
    .map((location) => `NonNullable<${route}["parameters"]["${location}"]>`);
  if (operation.parameters.some((parameter) => parameter.location === "body"))
    parts.push(`Body<NonNullable<${route}["requestBody"]>>`);
  const response = `Extract<Body<${route}["responses"][${operation.success.status}]>, { code: 0 }>`;
  const result = operation.success.from === "data" ? `${response}["data"]` : response;
  const lines = parts.length
    ? [
        `  expectTypeOf<Same<client.${parametersName(operation)}>>().toEqualTypeOf<Same<${parts.join(" & ")}>>();`,
      ]
    : [];
  lines.push(`  expectTypeOf<client.${resultName(operation)}>().toEqualTypeOf<${result}>();`);
  return `test("${operation.id} has the parameters and the result of the contract", () => {\n${lines.join("\n")}\n});\n`;
}
