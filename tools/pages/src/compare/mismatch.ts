import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Field } from "../page/field.ts";

/** Why a value, written as text, does not match the field's description; `undefined` if it matches. */
export function mismatchOfText(field: Field, text: string): string | undefined {
  if (field.type.endsWith("[]")) {
    let list: unknown;
    try {
      list = JSON.parse(text);
    } catch {
      return undefined;
    }
    return mismatch(field, list);
  }
  const { type } = field;
  if (type === "string") return mismatch(field, text);
  const plain = text.normalize("NFKC").trim();
  if (type === "boolean") return /^(true|false)$/i.test(plain) ? undefined : "is not a boolean";
  if (type !== "integer" && type !== "number") return undefined;
  return plain === "" || Number.isNaN(Number(plain))
    ? `is not of type ${type}`
    : mismatch(field, Number(plain));
}

/** Why a value does not match the field's description; `undefined` if it matches. */
export function mismatch(field: Field, value: unknown): string | undefined {
  const { type, minimum, maximum, minLength, maxLength } = field;
  if (!isOfType(value, type)) return `is not of type ${type}`;
  const values = Array.isArray(value) ? value : [value];
  // An empty string often means "none".
  const stray = field.enum && values.find((one) => one !== "" && !field.enum?.includes(String(one)));
  if (stray !== undefined) return `is not one of ${field.enum?.join(", ")}`;
  if (typeof value === "number") {
    if (minimum !== undefined && value < minimum) return `is below the minimum ${minimum}`;
    if (maximum !== undefined && value > maximum) return `is above the maximum ${maximum}`;
  }
  const length =
    typeof value === "string" ? Array.from(value).length : Array.isArray(value) ? value.length : undefined;
  if (length === undefined) return undefined;
  if (minLength !== undefined && length < minLength) return `is shorter than ${minLength}`;
  if (maxLength !== undefined && length > maxLength) return `is longer than ${maxLength}`;
  return undefined;
}

function isOfType(value: unknown, type: string): boolean {
  if (value === null || type === "unknown" || type === "file") return true;
  if (type.endsWith("[]"))
    return Array.isArray(value) && value.every((entry) => isOfType(entry, type.slice(0, -2)));
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
