import { ContractError } from "./contract-error.ts";
import { isObject, valueAt } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { Way } from "../located-text.ts";

/** Follows `$ref`, however many in a row. `checkReferences` has proved that each leads somewhere. */
export function resolve(document: JsonObject, node: unknown): unknown {
  let current = node;
  while (isObject(current) && typeof current["$ref"] === "string")
    current = targetOf(document, current["$ref"]);
  return current;
}

/**
 * Throws a ContractError that names the first `$ref` that leads nowhere, in a circle of nothing but `$ref`, or out of
 * the document. The last would have Prism fetch it.
 */
export function checkReferences(document: JsonObject): void {
  visit(document, [], (reference, way) => {
    const place = pointer(way);
    const seen = new Set<string>();
    let current: unknown = { $ref: reference };
    while (isObject(current) && typeof current["$ref"] === "string") {
      const next = current["$ref"];
      if (next !== "#" && !next.startsWith("#/")) {
        throw new ContractError(
          `$ref "${next}" at ${place} leaves the document; bundle everything into one file`,
          way,
        );
      }
      if (seen.has(next)) throw new ContractError(`$ref "${next}" at ${place} leads back to itself`, way);
      seen.add(next);
      current = targetOf(document, next);
    }
    if (current === undefined) {
      throw new ContractError(
        `$ref "${reference}" at ${place} leads nowhere; correct it or add what it names`,
        way,
      );
    }
  });
}

/** What one `$ref` names; undefined where it leads nowhere. */
export function targetOf(document: JsonObject, reference: string): unknown {
  const steps = reference.split("/").slice(1);
  return valueAt(
    document,
    steps.map((step) => decode(step).replaceAll("~1", "/").replaceAll("~0", "~")),
  );
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function visit(node: unknown, way: Way, found: (reference: string, way: Way) => void): void {
  if (Array.isArray(node)) {
    for (const [index, element] of node.entries()) visit(element, [...way, index], found);
  } else if (isObject(node)) {
    if (typeof node["$ref"] === "string") found(node["$ref"], way);
    for (const [key, value] of Object.entries(node)) visit(value, [...way, key], found);
  }
}

function pointer(way: Way): string {
  return ["#", ...way].map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
}
