/** A JSON object with unknown fields. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is an object, and not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is an object, otherwise an empty object. */
export function objectOr(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The strings in an array. Returns an empty array for anything else. */
export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "string") : [];
}

/** The value at a path such as `["app", "id"]`, or undefined if the path does not exist. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as JsonObject)[key];
  }
  return current;
}

/** A string as it is, any other value as JSON. */
export function asString(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
