import { isObject, parsePointer, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { isOnlyRequired, partsOf } from "./keywords.ts";

/** An object schema with named fields. */
export interface Flat {
  /** The schemas of each field, of which it must match all. */
  readonly properties: ReadonlyMap<string, readonly JsonObject[]>;
  readonly required: ReadonlySet<string>;
  /** `additionalProperties`, if one of the parts has it. */
  readonly additional: unknown;
  /** Whether the schema says that it is an object, by `type` or `properties`. */
  readonly isObject: boolean;
}

/** Reads a schema, through `$ref` and `allOf`, as one object; `undefined` for any other schema. */
export type Flatten = (schema: JsonObject, pointer: Pointer) => Flat | undefined;

/** Creates a {@link Flatten} that reads each component once. */
export function createFlatten(contract: Contract): Flatten {
  const known = new Map<string, Flat | undefined>();

  function flatten(schema: JsonObject, pointer: Pointer): Flat | undefined {
    const flats: Flat[] = [];
    for (const part of partsOf(schema)) {
      const flat = flattenPart(part, pointer);
      if (!flat) return undefined;
      flats.push(flat);
    }
    return merge(contract, flats, pointer);
  }

  function flattenPart(part: JsonObject, pointer: Pointer): Flat | undefined {
    const { $ref, allOf } = part;
    if (typeof $ref === "string" && Object.keys(part).length === 1) return flattenComponent($ref);
    return $ref === undefined && allOf === undefined ? flattenOwn(part) : flatten(part, pointer);
  }

  function flattenComponent(reference: string): Flat | undefined {
    if (!known.has(reference)) {
      // `resolve` follows a chain of references.
      const { value, pointer } = contract.resolve(parsePointer(reference) ?? []);
      known.set(reference, isObject(value) ? flatten(value, pointer) : undefined);
    }
    return known.get(reference);
  }

  return flatten;
}

function flattenOwn(schema: JsonObject): Flat | undefined {
  const { type, properties, required, additionalProperties } = schema;
  const isOther = ["const", "enum", "items"].some((keyword) => keyword in schema);
  if (isOther || (type !== undefined && type !== "object")) return undefined;
  for (const keyword of ["anyOf", "oneOf"])
    if (Array.isArray(schema[keyword]) && !schema[keyword].filter(isObject).every(isOnlyRequired))
      return undefined;
  const fields = isObject(properties) ? (Object.entries(properties) as [string, JsonObject][]) : [];
  return {
    properties: new Map(fields.map(([name, field]) => [name, [field]])),
    required: new Set(Array.isArray(required) ? required.map(String) : []),
    additional: additionalProperties,
    isObject: type === "object" || properties !== undefined || additionalProperties !== undefined,
  };
}

function merge(contract: Contract, flats: readonly Flat[], pointer: Pointer): Flat | undefined {
  const properties = new Map<string, JsonObject[]>();
  for (const flat of flats)
    for (const [name, schemas] of flat.properties)
      properties.set(name, unique([...(properties.get(name) ?? []), ...schemas]));
  const closed = flats.find(({ additional }) => additional === false);
  const forbidden = closed && [...properties.keys()].find((name) => !closed.properties.has(name));
  if (forbidden !== undefined)
    contract.refuse(
      pointer,
      `additionalProperties: false in one part forbids the field "${forbidden}" of another; remove it`,
    );
  const additional = flats.filter(({ additional: one }) => one !== undefined && one !== true);
  // A schema for additional fields is also a schema for the fields of the other parts.
  if (additional.some(({ additional: one }) => isObject(one)) && flats.length > 1) return undefined;
  return {
    properties,
    required: new Set(flats.flatMap(({ required }) => [...required])),
    additional: additional[0]?.additional ?? flats.find((flat) => flat.additional === true)?.additional,
    isObject: flats.some((flat) => flat.isObject),
  };
}

/** The object as a schema. A field with several schemas gets their `allOf`. */
export function objectSchema(
  { properties, required, additional }: Flat,
  annotations: JsonObject,
): JsonObject {
  const fields = Array.from(properties, ([name, schemas]): [string, JsonObject] => {
    const [only] = schemas;
    return [name, only && schemas.length === 1 ? only : { allOf: schemas }];
  });
  return {
    ...annotations,
    type: "object",
    ...(required.size > 0 && { required: [...required] }),
    properties: Object.fromEntries(fields),
    ...(additional !== undefined && { additionalProperties: additional }),
  };
}

/** Removes repeated schemas. */
export function unique(schemas: readonly JsonObject[]): JsonObject[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}
