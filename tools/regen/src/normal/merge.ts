import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { tighterBound } from "./bounds.ts";
import { restricts } from "./keywords.ts";
import { commonTypes, typesOf, type Draft } from "./types.ts";
import { distinct, list, same } from "./values.ts";

/** Merges schemas into one that requires all of them. Annotations of later ones win. */
export function mergeParts(parts: readonly JsonObject[]): Draft {
  const merged: Draft = {};
  const further: JsonObject[] = [];
  for (const part of parts) {
    const { const: constant, ...rest } = part;
    const entries = Object.entries(
      constant === undefined ? rest : { ...rest, enum: meetOf("enum", rest["enum"], [constant]) },
    );
    for (const [keyword, value] of entries) {
      const there = merged[keyword];
      const both = there === undefined || !restricts(keyword) ? value : meetOf(keyword, there, value);
      if (both !== undefined) {
        merged[keyword] = both;
        continue;
      }
      // Sorted, so that the order of the parts does not count.
      const [first, second] = [there, value].toSorted((a, b) =>
        JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
      );
      merged[keyword] = first;
      further.push({ [keyword]: second });
    }
  }
  const closed = parts.length > 1 ? parts.flatMap((part) => closedPart(part, merged)) : [];
  if (closed.length > 0) delete merged["additionalProperties"];
  if (further.length + closed.length > 0) merged["allOf"] = distinct([...further, ...closed]);
  return merged;
}

/** The value of a keyword that requires both values; `undefined` when no single value does. */
function meetOf(keyword: string, left: unknown, right: unknown): unknown {
  if (left === undefined || same(left, right)) return right;
  switch (keyword) {
    case "type":
      return commonTypes(typesOf({ type: left }) ?? [], typesOf({ type: right }) ?? []);
    case "enum":
      return list(left).filter((value) => list(right).some((other) => same(value, other)));
    case "required":
      return [...new Set([...list(left), ...list(right)])];
    case "properties":
      return isObject(left) && isObject(right) ? mergeFields(left, right) : undefined;
    case "not":
      return { anyOf: [left, right] };
    case "items":
    case "additionalProperties":
      return bothOf(left, right);
    default:
      return tighterBound(keyword, left, right);
  }
}

function mergeFields(left: JsonObject, right: JsonObject): JsonObject {
  const merged: Draft = { ...left };
  for (const [name, schema] of Object.entries(right))
    merged[name] = Object.hasOwn(left, name) ? bothOf(left[name], schema) : schema;
  return merged;
}

function bothOf(left: unknown, right: unknown): unknown {
  if (left === false || right === false) return false;
  if (!isObject(left)) return right;
  return isObject(right) ? { allOf: [left, right] } : left;
}

/** The `additionalProperties` of a part, which forbids or restricts the fields that only other parts have. */
function closedPart({ additionalProperties, properties = {} }: JsonObject, merged: Draft): JsonObject[] {
  if (additionalProperties === undefined || additionalProperties === true || !isObject(properties)) return [];
  const names = Object.keys(properties);
  const others = Object.keys(isObject(merged["properties"]) ? merged["properties"] : {});
  if (others.every((name) => names.includes(name))) return [];
  return [{ additionalProperties, properties: Object.fromEntries(names.map((name) => [name, {}])) }];
}
