import { ContractError } from "./contract-error.ts";
import { isObject, valueAt } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import type { DocumentPath } from "../util/located-document.ts";

/** Follows a chain of `$ref`. Requires a document that `checkReferences` accepted. */
export function resolve(document: JsonObject, node: unknown): unknown {
  let current = node;
  while (isObject(current) && typeof current["$ref"] === "string")
    current = targetOf(document, current["$ref"]);
  return current;
}

/** Throws a ContractError for the first `$ref` that is broken, circular, or external (Prism would fetch it). */
export function checkReferences(document: JsonObject): void {
  visit(document, [], (reference, path) => {
    const place = pointer(path);
    const seen = new Set<string>();
    let current: unknown = { $ref: reference };
    while (isObject(current) && typeof current["$ref"] === "string") {
      const next = current["$ref"];
      if (next !== "#" && !next.startsWith("#/")) {
        throw new ContractError(
          `$ref "${next}" at ${place} points outside the document; bundle everything into one file`,
          path,
        );
      }
      if (seen.has(next)) throw new ContractError(`$ref "${next}" at ${place} refers to itself`, path);
      seen.add(next);
      current = targetOf(document, next);
    }
    if (current === undefined) {
      throw new ContractError(
        `$ref "${reference}" at ${place} does not exist; correct it or add its target`,
        path,
      );
    }
  });
}

/** The target of one `$ref`. Undefined if it does not exist. */
export function targetOf(document: JsonObject, reference: string): unknown {
  const segments = reference.split("/").slice(1);
  return valueAt(
    document,
    segments.map((segment) => decode(segment).replaceAll("~1", "/").replaceAll("~0", "~")),
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function visit(
  node: unknown,
  path: DocumentPath,
  onReference: (reference: string, path: DocumentPath) => void,
): void {
  if (Array.isArray(node)) {
    for (const [index, element] of node.entries()) visit(element, [...path, index], onReference);
  } else if (isObject(node)) {
    if (typeof node["$ref"] === "string") onReference(node["$ref"], path);
    for (const [key, value] of Object.entries(node)) visit(value, [...path, key], onReference);
  }
}

function pointer(path: DocumentPath): string {
  return ["#", ...path]
    .map((segment) => String(segment).replaceAll("~", "~0").replaceAll("/", "~1"))
    .join("/");
}
