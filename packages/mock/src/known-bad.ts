import type { JsonObject } from "./json.ts";

const samples = ["feishu-mock", "!", "0", "A", " ", "é", "a".repeat(500)];

/**
 * A text that a parameter's schema surely refuses, as far as the schema allows to tell: undefined for a plain
 * string, for an object, and for combinations such as `anyOf`.
 */
export function knownBad(schema: JsonObject): string | undefined {
  const { type, pattern, minLength, maxLength } = schema;
  if (type === "integer" || type === "number" || type === "boolean") return "feishu-mock";
  if (Array.isArray(schema["enum"]))
    return samples.find((sample) => !(schema["enum"] as unknown[]).includes(sample));
  if (type !== "string") return undefined;
  if (typeof maxLength === "number") return "a".repeat(maxLength + 1);
  if (typeof minLength === "number" && minLength > 1) return "a";
  return typeof pattern === "string" ? samples.find((sample) => !fits(pattern, sample)) : undefined;
}

/** A JSON body that a schema surely refuses: a text where none is allowed. */
export function knownBadBody(schema: JsonObject): string | undefined {
  if (schema["type"] === undefined) return undefined;
  return [schema["type"]].flat().includes("string") ? undefined : "feishu-mock";
}

/** A pattern that does not compile fits nothing, so that the proof is tried and fails. */
function fits(pattern: string, sample: string): boolean {
  try {
    return new RegExp(pattern, "u").test(sample);
  } catch {
    return false;
  }
}
