import { isObject, type JsonObject } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

/** Keywords that are not supported, or that openapi-typescript would read differently. */
const UNSUPPORTED: { readonly [keyword: string]: string } = {
  $defs: "make it a component",
  discriminator: "remove it, since a const in each branch distinguishes them",
  nullable: 'write type: [string, "null"]',
  patternProperties: "write additionalProperties",
  prefixItems: "write items",
};

const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];
const SCHEMA_LIST = {
  fits: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  demand: "a list of schemas",
};
const STRING = { fits: (value: unknown) => typeof value === "string", demand: "a string" };
const NUMBER = { fits: (value: unknown) => typeof value === "number", demand: "a number" };
const COUNT = {
  fits: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
  demand: "an integer of at least 0",
};
/** The required shape of each keyword. */
const SHAPES: { readonly [keyword: string]: { fits: (value: unknown) => boolean; demand: string } } = {
  type: {
    fits: (value) => [value].flat().every((name) => TYPES.includes(String(name))),
    demand: `one or more of ${TYPES.join(", ")}`,
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
    demand: "a list of strings or numbers, and null",
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
  pattern: STRING,
  format: STRING,
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

/** Refuses schemas that contradict themselves or have no equivalent type. */
export function refuseInvalidSchemas(contract: Contract): void {
  for (const { value: schema, pointer, isSchema } of walk(contract.document)) {
    if (!isSchema) continue;
    for (const [keyword, remedy] of Object.entries(UNSUPPORTED))
      if (keyword in schema)
        contract.refuse([...pointer, keyword], `"${keyword}" is not supported; ${remedy}`);
    for (const [keyword, { fits, demand }] of Object.entries(SHAPES))
      if (schema[keyword] !== undefined && !fits(schema[keyword]))
        contract.refuse([...pointer, keyword], `must be ${demand}; correct it`);
    const reason = schema["default"] === undefined ? undefined : mismatch(schema, schema["default"]);
    if (reason)
      contract.refuse(
        [...pointer, "default"],
        `the default ${JSON.stringify(schema["default"])} ${reason}; correct one`,
      );
  }
}

/** Refuses a required field without a schema, in a normalised contract. */
export function refuseUnknownRequired(contract: Contract): void {
  for (const { value: schema, pointer, isSchema } of walk(contract.document)) {
    const { required, properties } = schema;
    for (const name of isSchema && Array.isArray(required) ? required : [])
      if (!isObject(properties) || !Object.hasOwn(properties, String(name)))
        contract.refuse(
          [...pointer, "required"],
          `"${String(name)}" is not one of the properties; correct it`,
        );
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

/** Why a value does not match a schema's type, enum or bounds; `undefined` if it matches. */
function mismatch(schema: JsonObject, value: unknown): string | undefined {
  const { type, enum: allowed, minimum, maximum } = schema;
  const types = [type].flat().map(String);
  if (type !== undefined && !types.some((name) => isOfType(value, name)))
    return `is not of type ${types.join(" or ")}`;
  if (Array.isArray(allowed) && !allowed.includes(value)) return "is not one of the enum's values";
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
