import { asString, isObject, objectOr } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import { namedExamples } from "./examples.ts";
import { resolve, targetOf } from "./reference.ts";

const locations = ["query", "path", "header"] as const;

/** A parameter of an operation. Without cookies and the headers that OpenAPI describes elsewhere. */
export interface Parameter {
  name: string;
  in: (typeof locations)[number];
  required: boolean;
  /** The schema, with its top-level `$ref` resolved. */
  schema: JsonObject;
  /** False if `schema` alone does not decide what is valid: another style, `content`, keywords beside a `$ref`. */
  isPlain: boolean;
  /** The resolved schema of array elements. Empty for other types. */
  items: JsonObject;
  /** Named examples. A single `example` has no name and is ignored. */
  examples: ReadonlyMap<string, unknown>;
}

/** The parameters of an operation and its path item. Those of the operation take precedence. */
export function parametersOf(document: JsonObject, pathItem: JsonObject, operation: JsonObject): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const owner of [pathItem, operation]) {
    const declared = owner["parameters"];
    for (const node of Array.isArray(declared) ? declared : []) {
      const parameter = objectOr(resolve(document, node));
      const { name } = parameter;
      const location = locations.find((candidate) => candidate === parameter["in"]);
      const isIgnored = /^(accept|content-type|authorization)$/i.test(String(name));
      if (typeof name !== "string" || !location || isIgnored) continue;
      const schema = objectOr(resolve(document, parameter["schema"]));
      const items = objectOr(resolve(document, schema["items"]));
      found.set(`${location} ${name}`, {
        name,
        in: location,
        required: parameter["required"] === true,
        schema,
        isPlain: isPlain(document, parameter),
        items,
        examples: namedExamples(document, parameter["examples"]),
      });
    }
  }
  return [...found.values()];
}

function isPlain(document: JsonObject, parameter: JsonObject): boolean {
  const { style, content } = parameter;
  if (content !== undefined || (style !== undefined && style !== "form" && style !== "simple")) return false;
  for (let node = parameter["schema"]; isObject(node) && "$ref" in node;) {
    if (Object.keys(node).length > 1) return false;
    node = targetOf(document, asString(node["$ref"]));
  }
  return true;
}
