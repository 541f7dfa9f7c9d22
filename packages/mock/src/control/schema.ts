import type { JsonObject } from "../util/json.ts";
import { ControlError } from "./control-request.ts";
import document from "./openapi.json" with { type: "json" };

/** The JSON Schema keywords that `openapi.json` uses for requests. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly { readonly required: readonly string[] }[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly default?: unknown;
  /** For error messages. */
  readonly "x-unit"?: string;
}

/** Validates the fields of a body. Throws a ControlError that names the field, what is allowed, and the remedy. */
export function checkBody(body: JsonObject, schema: Schema): void {
  const { properties = {}, required = [], anyOf } = resolveSchema(schema);
  const names = Object.keys(properties);
  for (const [name, value] of Object.entries(body)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!property)
      throwBadRequest(`body.${name} is unknown; known: ${names.join(", ") || "none, leave the body out"}`);
    checkValue(value, property, `body.${name}`);
  }
  const hasField = (name: string): boolean => Object.hasOwn(body, name);
  const missing = required.find((name) => !hasField(name));
  if (missing !== undefined)
    throwBadRequest(`body.${missing} is missing; it must be ${allowedBy(properties[missing] ?? {})}`);
  if (anyOf && !anyOf.some((alternative) => alternative.required.every(hasField)))
    throwBadRequest(`body needs one of ${anyOf.flatMap((alternative) => alternative.required).join(", ")}`);
}

/** Validates a value. Throws a ControlError that names the place and what is allowed. */
export function checkValue(value: unknown, schema: Schema, place: string): void {
  if (!accepts(value, schema)) throwBadRequest(`${place} must be ${allowedBy(schema)}`);
}

/** Throws a ControlError with status 400. */
export function throwBadRequest(message: string): never {
  throw new ControlError(400, message);
}

function accepts(value: unknown, schema: Schema): boolean {
  const resolved = resolveSchema(schema);
  if (resolved.oneOf) return resolved.oneOf.some((alternative) => accepts(value, alternative));
  if (resolved.enum) return resolved.enum.includes(value);
  const types = new Set<string | undefined>([resolved.type].flat());
  if (value === null) return types.has("null");
  if (Array.isArray(value)) {
    const { items = {}, minItems = 0, maxItems = Infinity } = resolved;
    const isLength = value.length >= minItems && value.length <= maxItems;
    return types.has("array") && isLength && value.every((element) => accepts(element, items));
  }
  if (typeof value === "number") {
    const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = resolved;
    const isType = types.has("number") || (types.has("integer") && Number.isInteger(value));
    return isType && value >= minimum && value > exclusiveMinimum && value <= maximum;
  }
  if (typeof value === "string") {
    const { minLength = 0, pattern = "" } = resolved;
    return types.has("string") && value.length >= minLength && new RegExp(pattern, "u").test(value);
  }
  return types.has(typeof value);
}

function allowedBy(schema: Schema): string {
  const resolved = resolveSchema(schema);
  const { enum: options, oneOf, items, minimum, exclusiveMinimum, maximum, minItems, maxItems } = resolved;
  const unit = resolved["x-unit"] === undefined ? "" : ` ${resolved["x-unit"]}`;
  if (oneOf) return oneOf.map(allowedBy).join(", or ");
  if (options) return `one of ${options.join(", ")}`;
  const [type, orNull] = [resolved.type].flat();
  const suffix = orNull === undefined ? "" : ", or null";
  if (type === "boolean") return "true or false";
  if (type === "array") {
    const count = minItems === undefined ? "" : `${minItems} to ${maxItems} `;
    return `a list of ${count}${plural(items ?? {})}`;
  }
  if (type === "string") {
    if (resolved.pattern !== undefined) return `a string that matches ${resolved.pattern}`;
    return `a ${resolved.minLength === undefined ? "" : "non-empty "}string${suffix}`;
  }
  const noun = type === "integer" ? "an integer" : "a number";
  if (exclusiveMinimum !== undefined)
    return `${noun} greater than ${exclusiveMinimum} and at most ${maximum}`;
  if (maximum !== undefined) return `${noun} from ${minimum} to ${maximum}${unit}`;
  return minimum === undefined ? noun : `${noun}, ${minimum} or more`;
}

function plural(schema: Schema): string {
  return allowedBy(schema).replace(/^an? (\w+)/, "$1s");
}

/** Follows `$ref` and merges `allOf`. */
function resolveSchema(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  if (name !== undefined)
    return resolveSchema((document.components.schemas as Readonly<Record<string, Schema>>)[name]!);
  if (!schema.allOf) return schema;
  const parts = [...schema.allOf.map(resolveSchema), { ...schema, allOf: undefined }];
  return Object.assign({}, ...parts, {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Schema["properties"],
    required: parts.flatMap(({ required = [] }) => required),
  }) as Schema;
}
