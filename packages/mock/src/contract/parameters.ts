import { objectOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { namedExamples } from "./examples.ts";
import { resolve } from "./reference.ts";

const places = ["query", "path", "header"] as const;

/** A parameter of an operation. Cookies are left out, and so are the headers that OpenAPI leaves to other fields. */
export interface Parameter {
  name: string;
  in: (typeof places)[number];
  required: boolean;
  /** The schema with its own `$ref` followed; that of an array's elements stands in `items`. */
  schema: JsonObject;
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
        items,
        examples: namedExamples(document, parameter["examples"]),
      });
    }
  }
  return [...found.values()];
}
