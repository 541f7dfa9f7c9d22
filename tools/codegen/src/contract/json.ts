/** A parsed JSON or YAML mapping of unknown shape. */
export type JsonObject = { readonly [key: string]: unknown };

/** The unescaped path from the document's root to a value: `["paths", "/im/v1/chats", "get"]`. */
export type Pointer = readonly string[];

/** Whether a value is a mapping, neither an array nor a scalar. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Formats a pointer by RFC 6901: `#/paths/~1im~1v1~1chats/get`. */
export function formatPointer(pointer: Pointer): string {
  return ["#", ...pointer.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** Parses the result of {@link formatPointer}; `undefined` for a reference to another document. */
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
