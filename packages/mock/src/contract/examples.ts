import { isObject, objectOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { resolve } from "./reference.ts";

/** The values under an `examples` of OpenAPI by their names, in its order; an entry without a value is left out. */
export function namedExamples(document: JsonObject, node: unknown): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  for (const [name, entry] of Object.entries(objectOr(node))) {
    const example = resolve(document, entry);
    if (isObject(example) && "value" in example) examples.set(name, resolve(document, example["value"]));
  }
  return examples;
}
