import type { JsonObject } from "./types.ts";

/** An integer on the wire: decimal, without a plus sign, leading zeros, an exponent or white space. */
export const integerPattern: RegExp = /^(0|-?[1-9]\d*)$/;
/** A number on the wire. */
export const decimalPattern: RegExp = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Parses text as the type of a schema, strictly; undefined if it is not written as that type. */
export function parseWireValue(text: string, schema: JsonObject): unknown {
  switch (schema["type"]) {
    case "integer":
      return integerPattern.test(text) ? Number(text) : undefined;
    case "number":
      return decimalPattern.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    default:
      return text;
  }
}
