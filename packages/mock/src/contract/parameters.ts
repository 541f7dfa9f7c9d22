import { asText, isObject, objectOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { namedExamples } from "./examples.ts";
import { resolve, targetOf } from "./reference.ts";

const places = ["query", "path", "header"] as const;

/** A parameter of an operation. Cookies are left out, and so are the headers that OpenAPI leaves to other fields. */
export interface Parameter {
  name: string;
  in: (typeof places)[number];
  required: boolean;
  /** The schema with its own `$ref` followed; that of an array's elements stands in `items`. */
  schema: JsonObject;
  /** False where more than `schema` says what is allowed: another style, `content`, keywords beside a `$ref`. */
  isPlain: boolean;
  /** Schema of an array's elements, empty for anything else. */
  items: JsonObject;
  /** Named examples of its value; a single `example` has no name and is left out. */
  examples: ReadonlyMap<string, unknown>;
}

/** The parameters of an operation and of its path; the operation's own win. */
export function parametersOf(document: JsonObject, pathItem: JsonObject, operation: JsonObject): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const owner of [pathItem, operation]) {
    const declared = owner["parameters"];
    for (const node of Array.isArray(declared) ? declared : []) {
      const parameter = objectOr(resolve(document, node));
      const { name, in: location } = parameter;
      const place = places.find((known) => known === location);
      if (typeof name !== "string" || !place || /^(accept|content-type|authorization)$/i.test(name)) continue;
      const schema = objectOr(resolve(document, parameter["schema"]));
      const items = objectOr(resolve(document, schema["items"]));
      found.set(`${place} ${name}`, {
        name,
        in: place,
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
    node = targetOf(document, asText(node["$ref"]));
  }
  return true;
}
