/** A parsed JSON or YAML mapping whose shape is not known yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** The steps from the document's root to a value, unescaped: `["paths", "/im/v1/chats", "get"]`. */
export type Pointer = readonly string[];

/** Whether a value is a mapping: neither a list nor a scalar. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `#/paths/~1im~1v1~1chats/get`, as RFC 6901 writes it. */
export function formatPointer(pointer: Pointer): string {
  return ["#", ...pointer.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** The inverse of {@link formatPointer}; `undefined` for what is no reference into this document. */
export function parsePointer(reference: string): Pointer | undefined {
  if (!reference.startsWith("#/")) return undefined;
  try {
    return reference
      .slice(2)
      .split("/")
      .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  } catch {
    return undefined;
  }
}

/** The trimmed string; empty for any other value. */
export function trimmed(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
