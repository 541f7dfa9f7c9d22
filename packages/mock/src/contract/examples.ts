import { isObject, objectOr } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import { resolve } from "./reference.ts";

/** The values in an OpenAPI `examples` object by name, in order. Ignores entries without a `value`. */
export function namedExamples(document: JsonObject, node: unknown): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  for (const [name, entry] of Object.entries(objectOr(node))) {
    const example = resolve(document, entry);
    if (isObject(example) && "value" in example) examples.set(name, resolve(document, example["value"]));
  }
  return examples;
}
