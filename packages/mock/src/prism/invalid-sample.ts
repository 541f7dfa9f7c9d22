import type { JsonObject } from "../util/json.ts";

const samples = ["feishu-mock", "!", "0", "A", " ", "é", "a".repeat(500)];

/**
 * A string that the schema of a parameter rejects. Undefined if none can be derived: for a plain string, for an object,
 * and for combinations such as `anyOf`.
 */
export function invalidSample(schema: JsonObject): string | undefined {
  const { type, pattern, minLength, maxLength } = schema;
  if (type === "integer" || type === "number" || type === "boolean") return "feishu-mock";
  if (Array.isArray(schema["enum"]))
    return samples.find((sample) => !(schema["enum"] as unknown[]).includes(sample));
  if (type !== "string") return undefined;
  if (typeof maxLength === "number") return "a".repeat(maxLength + 1);
  if (typeof minLength === "number" && minLength > 1) return "a";
  return typeof pattern === "string" ? samples.find((sample) => !fits(pattern, sample)) : undefined;
}

/** A JSON body that a schema rejects: a string if the schema does not allow strings, otherwise undefined. */
export function invalidBodySample(schema: JsonObject): string | undefined {
  if (schema["type"] === undefined) return undefined;
  return [schema["type"]].flat().includes("string") ? undefined : "feishu-mock";
}

/** An invalid pattern matches nothing, so that the validation check runs and fails. */
function fits(pattern: string, sample: string): boolean {
  try {
    return new RegExp(pattern, "u").test(sample);
  } catch {
    return false;
  }
}
