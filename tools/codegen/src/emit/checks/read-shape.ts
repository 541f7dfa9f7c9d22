import { isObject, type JsonObject } from "../../contract/json.ts";
import { both, either, list } from "./merge-shapes.ts";
import type { ScalarType, Shape, Values } from "./shape.ts";
import { referenceName } from "../../model/names.ts";

const OWN = ["type", "const", "enum", "properties", "additionalProperties"];
/** Keywords that may allow additional fields and are not evaluated. */
const OPENING = ["$dynamicRef", "dependentSchemas", "else", "then", "unevaluatedProperties"];
const SCALARS: ReadonlySet<string> = new Set(["string", "integer", "number", "boolean", "null"]);

/** Reads one level of a schema. */
export type ReadShape = (schema: JsonObject) => Shape;

/**
 * Creates a {@link ReadShape} that reads each component once. `anyOf` and `oneOf` become one shape that allows, field by field, what any branch allows.
 * It accepts a mixture of two branches, and needs no backtracking.
 */
export function createReadShape(schemas: ReadonlyMap<string, JsonObject>): ReadShape {
  const components = new Map<string, Shape>();

  function readShape(schema: JsonObject): Shape {
    const name = referenceName(schema);
    const parts: Shape[] = [];
    if (name !== undefined) parts.push(readComponent(name));
    for (const branch of list(schema["allOf"])) parts.push(readShape(branch));
    for (const keyword of ["anyOf", "oneOf"]) {
      const branches = list(schema[keyword]).map(readShape);
      if (branches.length) parts.push(branches.reduce(either));
    }
    if (OWN.some((keyword) => keyword in schema)) parts.push(readOwn(schema, parts.length > 0));
    return withRequired(parts.reduce(both, "anything"), schema["required"]);
  }

  function readComponent(name: string): Shape {
    const known = components.get(name);
    if (known) return known;
    const component = schemas.get(name);
    const shape = component ? readShape(component) : "anything";
    // An alias keeps the name of its target.
    const named =
      shape === "anything" || !shape.object
        ? shape
        : { ...shape, object: { ...shape.object, name: shape.object.name ?? name } };
    components.set(name, named);
    return named;
  }

  return readShape;
}

function readOwn(schema: JsonObject, isBeside: boolean): Shape {
  const { const: constant, enum: allowed, properties, items } = schema;
  const values = constant === undefined ? allowed : [constant];
  const types = readTypes(schema, values);
  if (types.length === 0) return "anything";
  const scalars = types.filter(isScalar).map((type) => [type, valuesOf(type, values)] as const);
  const hasProperties = isObject(properties) && Object.keys(properties).length > 0;
  const isOpen = OPENING.some((keyword) => keyword in schema) || (!hasProperties && !isBeside);
  return {
    scalars: new Map(scalars),
    items: types.includes("array") ? (isObject(items) ? items : {}) : undefined,
    object: types.includes("object")
      ? {
          name: undefined,
          properties: new Map(
            isObject(properties) ? (Object.entries(properties) as [string, JsonObject][]) : [],
          ),
          partial: new Set(),
          required: new Set(),
          additional: readAdditional(schema["additionalProperties"], isOpen),
        }
      : undefined,
  };
}

/** Adds `required`, which beside `allOf` and `$ref` may name fields of a branch. */
function withRequired(shape: Shape, required: unknown): Shape {
  if (shape === "anything" || !shape.object || !Array.isArray(required)) return shape;
  const { object } = shape;
  const names = required.map(String).filter((name) => !object.required.has(name));
  if (names.length === 0) return shape;
  const properties = new Map(object.properties);
  for (const name of names) if (!properties.has(name)) properties.set(name, {});
  return {
    ...shape,
    object: { ...object, name: undefined, properties, required: new Set([...object.required, ...names]) },
  };
}

function readTypes(schema: JsonObject, values: unknown): string[] {
  if (schema["type"] !== undefined) return [schema["type"]].flat().map(String);
  if (!Array.isArray(values)) return ["object"];
  return [...new Set(values.map(typeOf))];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function readAdditional(additional: unknown, isOpen: boolean): JsonObject | undefined {
  if (isObject(additional)) return additional;
  return additional === true || (isOpen && additional === undefined) ? {} : undefined;
}

function valuesOf(type: ScalarType, values: unknown): Values {
  if (!Array.isArray(values)) return true;
  const fitting = values.filter((value) => typeOf(value) === (type === "integer" ? "number" : type));
  return fitting.length ? fitting : true;
}

function isScalar(type: string): type is ScalarType {
  return SCALARS.has(type);
}
