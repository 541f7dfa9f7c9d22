import { isObject, type JsonObject } from "../../contract/json.ts";
import type { ObjectShape, ScalarType, Shape, Values } from "./shape.ts";

/** The intersection of two shapes. An empty intersection counts as a schema that is not understood: anything. */
export function both(left: Shape, right: Shape): Shape {
  if (left === "anything") return right;
  if (right === "anything") return left;
  const shared = [...left.scalars].flatMap(([type, values]) => {
    const others = right.scalars.get(type);
    return others === undefined ? [] : [[type, commonValues(values, others)] as const];
  });
  const scalars = new Map<ScalarType, Values>(shared);
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const values = one.scalars.get("integer");
    if (values !== undefined && other.scalars.has("number")) scalars.set("integer", values);
  }
  const items = left.items && right.items && joined("allOf", left.items, right.items);
  const object = left.object && right.object && bothObjects(left.object, right.object);
  return scalars.size || items || object ? { scalars, items, object } : "anything";
}

function commonValues(left: Values, right: Values): Values {
  if (left === true) return right;
  if (right === true) return left;
  const common = left.filter((value) => right.includes(value));
  return common.length ? common : true;
}

function bothObjects(left: ObjectShape, right: ObjectShape): ObjectShape {
  const isNothingMore = right.properties.size === 0 && right.required.size === 0 && !right.additional;
  if (isNothingMore) return left;
  const names = [...new Set([...left.properties.keys(), ...right.properties.keys()])];
  const merged = names.map((name) => [name, ...bothFields(name, [left, right])] as const);
  return {
    name: undefined,
    properties: new Map(merged.map(([name, schema]) => [name, schema])),
    partial: new Set(merged.flatMap(([name, , isPartial]) => (isPartial ? [name] : []))),
    required: new Set([...left.required, ...right.required]),
    additional: joinedAll("allOf", [left.additional, right.additional]),
  };
}

/** The schema of a field, and whether it is partial. A side where it is not partial decides. */
function bothFields(name: string, sides: readonly ObjectShape[]): [JsonObject, boolean] {
  const sure = sides.filter(({ properties, partial }) => properties.has(name) && !partial.has(name));
  const further = sides.filter(({ properties }) => !properties.has(name)).map(({ additional }) => additional);
  const certain = sure.length ? sure.map(({ properties }) => properties.get(name)) : further;
  const schema = joinedAll("allOf", certain);
  if (schema) return [schema, false];
  return [
    joinedAll(
      "anyOf",
      sides.map(({ properties }) => properties.get(name)),
    ) ?? {},
    true,
  ];
}

/** The union of two shapes, field by field. */
export function either(left: Shape, right: Shape): Shape {
  if (left === "anything" || right === "anything") return "anything";
  const scalars = new Map(left.scalars);
  for (const [type, values] of right.scalars) {
    const others = scalars.get(type) ?? [];
    scalars.set(type, values === true || others === true ? true : [...new Set([...others, ...values])]);
  }
  return {
    scalars,
    items: left.items && right.items ? joined("anyOf", left.items, right.items) : (left.items ?? right.items),
    object:
      left.object && right.object ? eitherObject(left.object, right.object) : (left.object ?? right.object),
  };
}

function eitherObject(left: ObjectShape, right: ObjectShape): ObjectShape {
  if (left.name !== undefined && left.name === right.name) return left;
  const names = [...new Set([...left.properties.keys(), ...right.properties.keys()])];
  const sides = [left, right];
  const properties = names.map((name) => {
    const schemas = sides.map(({ properties: own, additional }) => own.get(name) ?? additional);
    return [name, joinedAll("anyOf", schemas) ?? {}] as const;
  });
  return {
    name: undefined,
    properties: new Map(properties),
    partial: new Set(names.filter((name) => !sides.every((side) => isKnown(name, side)))),
    required: new Set([...left.required].filter((name) => right.required.has(name))),
    // If only one branch allows additional fields, another schema may define them.
    additional:
      left.additional && right.additional
        ? joined("anyOf", left.additional, right.additional)
        : (left.additional ?? right.additional) && {},
  };
}

function isKnown(name: string, { properties, partial, additional }: ObjectShape): boolean {
  return properties.has(name) ? !partial.has(name) : additional !== undefined;
}

/** Joins schemas into one; `undefined` for none. */
function joinedAll(
  keyword: "allOf" | "anyOf",
  schemas: readonly (JsonObject | undefined)[],
): JsonObject | undefined {
  const [first, ...others] = schemas.filter((schema) => schema !== undefined);
  return first && others.reduce((one, other) => joined(keyword, one, other), first);
}

/** Joins two schemas into a flat list without duplicates, so that recursion ends. */
function joined(keyword: "allOf" | "anyOf", left: JsonObject, right: JsonObject): JsonObject {
  const branches = [left, right].flatMap((schema) =>
    Object.keys(schema).length === 1 && keyword in schema ? list(schema[keyword]) : [schema],
  );
  const unique = [...new Map(branches.map((branch) => [JSON.stringify(branch), branch])).values()];
  return unique.length === 1 ? left : { [keyword]: unique };
}

/** The schemas in a list. */
export function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
