import { isObject, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

/** Keywords that are read nowhere, or that openapi-typescript and this generator would read differently. */
const UNSUPPORTED: { readonly [keyword: string]: string } = {
  $defs: "make it a component",
  discriminator: "remove it, since a const in each branch tells them apart",
  nullable: 'write type: [string, "null"]',
  patternProperties: "write additionalProperties",
  prefixItems: "write items",
};

const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];
const SCHEMA_LIST = {
  fits: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  demand: "a list of schemas",
};
const TEXT = { fits: (value: unknown) => typeof value === "string", demand: "a text" };
const NUMBER = { fits: (value: unknown) => typeof value === "number", demand: "a number" };
const COUNT = {
  fits: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
  demand: "a whole number of at least 0",
};
/** What the value of a keyword must look like before anything can be made of it. */
const SHAPES: { readonly [keyword: string]: { fits: (value: unknown) => boolean; demand: string } } = {
  type: {
    fits: (value) => [value].flat().every((name) => TYPES.includes(String(name))),
    demand: `one or several of ${TYPES.join(", ")}`,
  },
  properties: {
    fits: (value) => isObject(value) && Object.values(value).every(isObject),
    demand: "a mapping of names to schemas",
  },
  required: {
    fits: (value) => Array.isArray(value) && value.every((name) => typeof name === "string"),
    demand: "a list of names",
  },
  enum: {
    fits: (value) =>
      Array.isArray(value) && value.some(isPlain) && value.every((one) => one === null || isPlain(one)),
    demand: "a list of texts or numbers, null beside them",
  },
  items: { fits: isObject, demand: "a schema" },
  not: { fits: isObject, demand: "a schema" },
  additionalProperties: {
    fits: (value) => typeof value === "boolean" || isObject(value),
    demand: "true, false or a schema",
  },
  allOf: SCHEMA_LIST,
  anyOf: SCHEMA_LIST,
  oneOf: SCHEMA_LIST,
  pattern: TEXT,
  format: TEXT,
  minimum: NUMBER,
  maximum: NUMBER,
  exclusiveMinimum: NUMBER,
  exclusiveMaximum: NUMBER,
  multipleOf: NUMBER,
  minLength: COUNT,
  maxLength: COUNT,
  minItems: COUNT,
  maxItems: COUNT,
};

/** Refuses a schema that contradicts itself, or that types could not be made from, wherever it stands. */
export function refuseUnfitSchemas(contract: Contract): void {
  for (const { value: schema, pointer, isSchema } of walk(contract.document)) {
    if (!isSchema) continue;
    for (const [keyword, remedy] of Object.entries(UNSUPPORTED))
      if (keyword in schema)
        contract.refuse([...pointer, keyword], `"${keyword}" is not supported; ${remedy}`);
    for (const [keyword, { fits, demand }] of Object.entries(SHAPES))
      if (schema[keyword] !== undefined && !fits(schema[keyword]))
        contract.refuse([...pointer, keyword], `must be ${demand}; correct it`);
    refuseUnknownRequired(contract, schema, pointer);
    // openapi-typescript makes `string[]` of it.
    if (isObject(schema["items"]) && schema["items"]["type"] === "array")
      contract.refuse(
        [...pointer, "items"],
        "a list of lists is not supported; make the inner list a component",
      );
    const fault = schema["default"] === undefined ? undefined : misfit(schema, schema["default"]);
    if (fault)
      contract.refuse(
        [...pointer, "default"],
        `the default ${JSON.stringify(schema["default"])} ${fault}; correct one`,
      );
  }
}

function refuseUnknownRequired(contract: Contract, schema: JsonObject, pointer: Pointer): void {
  const { required, properties } = schema;
  // Beside `allOf` it may speak of a branch's properties.
  if (!Array.isArray(required) || schema["allOf"] !== undefined) return;
  for (const name of required)
    if (!isObject(properties) || !Object.hasOwn(properties, String(name)))
      contract.refuse([...pointer, "required"], `"${String(name)}" is none of the properties; correct it`);
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

/** Why a value does not fit a schema's type, enum or bounds; `undefined` when it does. */
function misfit(schema: JsonObject, value: unknown): string | undefined {
  const { type, enum: allowed, minimum, maximum } = schema;
  const types = [type].flat().map(String);
  if (type !== undefined && !types.some((name) => isOfType(value, name)))
    return `is not of type ${types.join(" or ")}`;
  if (Array.isArray(allowed) && !allowed.includes(value)) return "is none of the enum's values";
  if (Number(value) < Number(minimum)) return `is below the minimum ${Number(minimum)}`;
  if (Number(value) > Number(maximum)) return `is above the maximum ${Number(maximum)}`;
  return undefined;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
