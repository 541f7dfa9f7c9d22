import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { typesOf, type Draft } from "./types.ts";

/** 1 for a lower bound, which is tighter when it is greater; -1 for an upper bound. */
const TIGHTER: { readonly [keyword: string]: -1 | 1 } = {
  maximum: -1,
  exclusiveMaximum: -1,
  minimum: 1,
  exclusiveMinimum: 1,
  maxLength: -1,
  minLength: 1,
  maxItems: -1,
  minItems: 1,
  maxProperties: -1,
  minProperties: 1,
};
/** Number formats; each accepts all values of the formats before it. */
const WIDTHS = [
  ["int32", "int64"],
  ["float", "double"],
];

/** The tighter of two values of a keyword; `undefined` when the keyword or its values have no order. */
export function tighterBound(keyword: string, left: unknown, right: unknown): unknown {
  if (keyword === "uniqueItems") return left === true || right === true;
  if (keyword === "format") {
    const widths = WIDTHS.find((names) => names.includes(String(left)) && names.includes(String(right)));
    return widths?.find((name) => name === left || name === right);
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (keyword === "multipleOf") {
    if (left % right === 0) return left;
    return right % left === 0 ? right : undefined;
  }
  const tighter = Object.hasOwn(TIGHTER, keyword) ? TIGHTER[keyword] : undefined;
  if (tighter === undefined) return undefined;
  return (right - left) * tighter > 0 ? right : left;
}

/** Gives integers inclusive bounds, and keeps the tighter one of an inclusive and an exclusive bound. */
export function settleBounds(schema: Draft): void {
  const types = typesOf(schema);
  const isInteger = types?.includes("integer") === true;
  for (const [exclusive, inclusive, sign] of [
    ["exclusiveMinimum", "minimum", 1],
    ["exclusiveMaximum", "maximum", -1],
  ] as const) {
    if (isInteger) {
      roundBound(schema, inclusive, (bound) => sign * Math.ceil(sign * bound));
      roundBound(schema, exclusive, (bound) => sign * (Math.floor(sign * bound) + 1));
      if (schema[exclusive] === undefined) continue;
      schema[inclusive] = tighterBound(inclusive, schema[inclusive], schema[exclusive]) ?? schema[exclusive];
      delete schema[exclusive];
      continue;
    }
    const [within, beyond] = [schema[inclusive], schema[exclusive]];
    if (typeof within !== "number" || typeof beyond !== "number") continue;
    delete schema[(within - beyond) * sign > 0 ? exclusive : inclusive];
  }
}

function roundBound(schema: Draft, keyword: string, round: (bound: number) => number): void {
  const bound = schema[keyword];
  if (typeof bound === "number") schema[keyword] = round(bound);
}

/** Removes keywords that allow everything. */
export function dropWithoutEffect(schema: Draft): void {
  const types = typesOf(schema);
  const withoutEffect: JsonObject = {
    deprecated: false,
    uniqueItems: false,
    minLength: 0,
    minItems: 0,
    minProperties: 0,
    additionalProperties: true,
    items: true,
    ...(types?.includes("integer") && { multipleOf: 1 }),
  };
  for (const [keyword, value] of Object.entries(withoutEffect))
    if (schema[keyword] === value) delete schema[keyword];
  for (const keyword of ["additionalProperties", "items", "properties", "required"])
    if (JSON.stringify(schema[keyword])?.length === 2) delete schema[keyword];
}
