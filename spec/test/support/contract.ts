import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A mapping of the contract. */
export type Mapping = { [key: string]: unknown };

/** The contract, without shared nodes of YAML aliases. */
export const contract = JSON.parse(
  JSON.stringify(parse(readFileSync(new URL("../../openapi.yaml", import.meta.url), "utf8"))),
) as Mapping;

/** A mapping of keywords with its pointer. */
export interface Place {
  readonly value: Mapping;
  readonly pointer: readonly string[];
  readonly isSchema: boolean;
}

/** The value at a pointer, through references. Throws when there is none. */
export function at(...steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    const found = (value as Mapping)[step];
    if (found === undefined) throw new Error(`nothing at ${steps.join(" ")}`);
    return follow(found);
  }, contract);
}

/** As {@link at}, for a mapping. */
export function mappingAt(...steps: readonly string[]): Mapping {
  return at(...steps) as Mapping;
}

/** Resolves a reference; returns any other value unchanged. */
export function follow(value: unknown): unknown {
  const reference = (value as Mapping | null)?.["$ref"];
  if (typeof reference !== "string") return value;
  const steps = reference.slice(2).split("/");
  return at(...steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")));
}

const NAMES = new Set(["headers", "parameters", "properties", "responses", "schemas"]);
const SCHEMAS = new Set(["additionalProperties", "allOf", "anyOf", "items", "oneOf", "schema"]);
const DATA = new Set(["const", "default", "enum", "example", "examples"]);

/** Every mapping of keywords at or below a value, without data. Does not follow references. */
export function places(value: unknown, pointer: readonly string[] = [], isSchema = false): Place[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => places(entry, [...pointer, String(index)], isSchema));
  const below = Object.entries(value).flatMap(([key, entry]) => {
    if (DATA.has(key)) return [];
    if (!NAMES.has(key) || Array.isArray(entry)) return places(entry, [...pointer, key], SCHEMAS.has(key));
    const areSchemas = key === "properties" || key === "schemas";
    return Object.entries(entry as Mapping).flatMap(([name, named]) =>
      places(named, [...pointer, key, name], areSchemas),
    );
  });
  return [{ value: value as Mapping, pointer, isSchema }, ...below];
}

/** Formats a pointer as a URI fragment. */
export function fragment(pointer: readonly string[]): string {
  const steps = pointer.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1")));
  return ["#", ...steps].join("/");
}
