import type { JsonObject } from "./contract.ts";

/** How an integer looks on the wire: decimal, without a sign for plus, leading zeros, exponent or white space. */
export const integer: RegExp = /^(0|-?[1-9]\d*)$/;
/** How a number does. */
export const decimal: RegExp = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What stands for a value on the wire, strictly read; undefined for what does not look like the type. */
export function readWire(text: string, schema: JsonObject): unknown {
  switch (schema["type"]) {
    case "integer":
      return integer.test(text) ? Number(text) : undefined;
    case "number":
      return decimal.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    default:
      return text;
  }
}
