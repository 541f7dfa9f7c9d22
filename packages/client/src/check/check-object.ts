import { isFields, unknownFields, wrong, type Fields, type Findings } from "./findings.ts";
import type { ObjectShape, Shape, TypedShape } from "./shape.ts";

/** The object shapes of the contract, by name. */
export type ObjectShapes = Readonly<Record<string, ObjectShape>>;

/** Longest pointer that is checked. Only recursive data has longer ones. */
const LONGEST_POINTER = 1000;

/** A field with what can be computed once. */
interface PreparedField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
  readonly pointer: string;
  /** Whether every object inherits a property of this name. */
  readonly isInherited: boolean;
  /** A type, and its allowed values, that can be tested without {@link checkValue}. */
  readonly type: "string" | "boolean" | undefined;
  readonly values: readonly unknown[] | undefined;
}

const preparedFields = new WeakMap<ObjectShape, readonly PreparedField[]>();

/** Compares an object with the shape of the given name. `at`: the JSON pointer to the object. */
export function checkObject(
  objects: ObjectShapes,
  name: string,
  value: Fields,
  at: string,
  found: Findings,
): void {
  const object = objects[name];
  if (!object || at.length > LONGEST_POINTER) return;
  let fields = preparedFields.get(object);
  if (!fields) preparedFields.set(object, (fields = prepare(object)));
  let names = 0;
  for (const field of fields) {
    const isAbsent = field.isInherited && !Object.hasOwn(value, field.name);
    const entry = isAbsent ? undefined : value[field.name];
    if (entry !== undefined) {
      names += 1;
      const isFine = typeof entry === field.type && (!field.values || field.values.includes(entry));
      if (!isFine) checkValue(objects, field.shape, entry, at + field.pointer, found);
    } else if (field.isRequired) wrong(found, at + field.pointer, entry, expected(field.shape));
  }
  if (object.additional) checkAdditional(objects, object, value, at, found);
  else {
    for (const _name in value) names -= 1;
    if (names !== 0) {
      const known = fields.map((field) => field.name);
      unknownFields(found, at, value, known);
    }
  }
}

function checkAdditional(
  objects: ObjectShapes,
  { fields, additional = true }: ObjectShape,
  value: Fields,
  at: string,
  found: Findings,
): void {
  const known = new Set(fields.map(([name]) => name));
  for (const [name, entry] of Object.entries(value))
    if (!known.has(name)) checkValue(objects, additional, entry, `${at}/*`, found);
}

function checkValue(objects: ObjectShapes, shape: Shape, value: unknown, at: string, found: Findings): void {
  if (shape === true) return;
  if (shape.array && Array.isArray(value)) {
    const itemAt = `${at}/*`;
    for (const item of value) checkValue(objects, shape.array, item, itemAt, found);
  } else if (shape.object && isFields(value)) {
    if (shape.object !== true) checkObject(objects, shape.object, value, at, found);
  } else if (!allowsScalar(shape, value)) wrong(found, at, value, expected(shape), enumerated(shape));
}

function allowsScalar(shape: TypedShape, value: unknown): boolean {
  const allows = (values: true | readonly unknown[] | undefined): boolean =>
    values === true || values?.includes(value) === true;
  switch (typeof value) {
    case "string":
      return allows(shape.string);
    case "number":
      return allows(shape.number) || (Number.isInteger(value) && allows(shape.integer));
    case "boolean":
      return allows(shape.boolean);
    default:
      return value === null && allows(shape.null);
  }
}

/** The allowed types and values, joined by ` | `. */
function expected(shape: Shape): string {
  if (shape === true) return "anything";
  const parts = Object.entries(shape).flatMap(([type, values]) =>
    Array.isArray(values) ? values.map(String) : [type],
  );
  return parts.join(" | ");
}

/** The types with enumerated values, as `typeof` names them. */
function enumerated(shape: TypedShape): string {
  const types = Object.entries(shape).flatMap(([type, values]) => (Array.isArray(values) ? [type] : []));
  return types.join(" ").replace("integer", "number");
}

function prepare({ fields }: ObjectShape): PreparedField[] {
  return fields.map(([name, isRequired, shape]) => {
    const typed = shape === true ? {} : shape;
    const type = typed.string ? "string" : typed.boolean ? "boolean" : undefined;
    const values = type && typed[type];
    return {
      name,
      isRequired,
      shape,
      pointer: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      isInherited: name in {},
      type,
      values: Array.isArray(values) ? values : undefined,
    };
  });
}
