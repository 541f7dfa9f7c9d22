import { isObject, type JsonObject, type Pointer } from "../contract/json.ts";
import { contractOf, type Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";
import { bodySchema } from "./body.ts";
import { removeOtherDirection } from "./directions.ts";
import { createFlatten, objectSchema, unique, type Flatten } from "./flatten.ts";
import { annotationsOf, isOnlyRequired, partsOf, shapeOf } from "./keywords.ts";

/** Limit for objects that are copied into each other, which a component in between avoids. */
const MAX_COPIES = 4;

/**
 * Rewrites the schemas of a contract so that every emitter reads the same, simpler ones. Pointers stay valid.
 *
 * - An `allOf` of objects, or an object beside a `$ref`, becomes one object with all fields.
 * - The schema of a request body becomes an object with named fields, or is refused.
 * - `readOnly` fields are left out of requests, `writeOnly` fields of responses.
 * - Branches of `anyOf` and `oneOf` that only require fields are left out, since they do not change a type.
 */
export function normaliseContract(contract: Contract): Contract {
  const document = structuredClone(contract.document);
  const normalise = createNormalise(contract, createFlatten(contract));
  let outer: Pointer | undefined;
  for (const { value, pointer, isSchema } of walk(document)) {
    if (!isSchema || outer?.every((step, depth) => step === pointer[depth])) continue;
    outer = pointer;
    replace(value, normalise(value, pointer, 0));
  }
  const normal: Contract = {
    ...contractOf(document, (pointer, message) => contract.refuse(pointer, message)),
    sha256: contract.sha256,
  };
  const flatten = createFlatten(normal);
  for (const { value, pointer } of walk(document)) {
    const isBody = pointer.at(-3) === "requestBody" || pointer.at(-4) === "requestBodies";
    if (isBody && pointer.at(-1) === "application/json" && isObject(value["schema"]))
      replace(value["schema"], bodySchema(normal, flatten, value["schema"], [...pointer, "schema"]));
  }
  removeOtherDirection(normal);
  return normal;
}

function replace(schema: JsonObject, by: JsonObject): void {
  const copy = structuredClone(by);
  for (const keyword of Object.keys(schema)) delete (schema as Record<string, unknown>)[keyword];
  Object.assign(schema, copy);
}

/** `copies`: how many objects the schema is copied into. */
type Normalise = (schema: JsonObject, pointer: Pointer, copies: number) => JsonObject;

function createNormalise(contract: Contract, flatten: Flatten): Normalise {
  return (schema, pointer, copies) => normaliseInner(compose(schema, pointer, copies), pointer, copies);

  function normaliseInner(schema: JsonObject, pointer: Pointer, copies: number): JsonObject {
    const inner = (value: unknown, ...steps: string[]): unknown =>
      isObject(value)
        ? normaliseInner(compose(value, [...pointer, ...steps], copies), [...pointer, ...steps], copies)
        : value;
    const entries = Object.entries(schema).map(([keyword, value]) => {
      if (keyword === "properties" && isObject(value))
        return [keyword, mapValues(value, (field, name) => inner(field, keyword, name))] as const;
      if (["items", "additionalProperties", "not"].includes(keyword))
        return [keyword, inner(value, keyword)] as const;
      if (["allOf", "anyOf", "oneOf"].includes(keyword) && Array.isArray(value))
        return [keyword, value.map((branch, index) => inner(branch, keyword, String(index)))] as const;
      return [keyword, value] as const;
    });
    return Object.fromEntries(entries);
  }

  function refuseUnknownAlternatives(schema: JsonObject, own: JsonObject, pointer: Pointer): void {
    const flat = flatten(own, pointer);
    const branches = [schema["anyOf"], schema["oneOf"]].flat().filter(isObject).filter(isOnlyRequired);
    for (const name of branches.flatMap((branch) => branch["required"]).map(String))
      if (flat && !flat.properties.has(name))
        contract.refuse(
          pointer,
          `"${name}" is required by a branch, but is not one of the properties; correct it`,
        );
  }

  /** Joins the parts of one level. */
  function compose(schema: JsonObject, pointer: Pointer, copies: number): JsonObject {
    const own = withoutRequirements(schema);
    if (own !== schema) refuseUnknownAlternatives(schema, own, pointer);
    const all = partsOf(own);
    const shaping = unique(all.filter((part) => Object.keys(shapeOf(part)).length > 0));
    // `type: object` adds nothing to the other parts.
    const specific = shaping.filter((part) => JSON.stringify(shapeOf(part)) !== '{"type":"object"}');
    const parts = specific.length > 0 ? specific : shaping;
    if (own["allOf"] === undefined && (own["$ref"] === undefined || parts.length === 1)) return own;
    const constraints = all.filter((part) => !parts.includes(part));
    const annotations = Object.assign({}, ...constraints, annotationsOf(own)) as JsonObject;
    const [first, ...others] = parts;
    if (first === undefined) return annotations;
    if (others.length === 0) return compose({ ...first, ...annotations }, pointer, copies);
    const elsewhere = requiredElsewhere(parts);
    const flat = copies === 0 || elsewhere !== undefined ? flatten({ allOf: parts }, pointer) : undefined;
    if (flat?.isObject) {
      if (copies === MAX_COPIES)
        contract.refuse(
          pointer,
          "is composed of too many objects inside each other; make the inner one a component",
        );
      const object = objectSchema(flat, annotations);
      const fields = mapValues(object["properties"] as JsonObject, (field, name) =>
        normaliseInner(
          compose(field as JsonObject, [...pointer, "properties", name], copies + 1),
          [...pointer, "properties", name],
          copies + 1,
        ),
      );
      return { ...object, properties: fields };
    }
    if (elsewhere !== undefined)
      contract.refuse(
        pointer,
        `"${elsewhere}" is required here, but its schema is not one of an object here; describe it beside required`,
      );
    return { ...annotations, allOf: parts };
  }
}

/** A field that one part requires and another may describe. */
function requiredElsewhere(parts: readonly JsonObject[]): string | undefined {
  return parts
    .flatMap(({ required, properties }) =>
      (Array.isArray(required) ? required.map(String) : []).filter(
        (name) => !isObject(properties) || !Object.hasOwn(properties, name),
      ),
    )
    .at(0);
}

function mapValues(object: JsonObject, map: (value: unknown, name: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]));
}

function withoutRequirements(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).filter(([keyword, value]) => !isDroppable(keyword, value));
  return entries.length === Object.keys(schema).length ? schema : Object.fromEntries(entries);
}

function isDroppable(keyword: string, branches: unknown): boolean {
  return (
    (keyword === "anyOf" || keyword === "oneOf") &&
    Array.isArray(branches) &&
    branches.filter(isObject).every((branch) => "required" in branch && isOnlyRequired(branch))
  );
}
