import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Field } from "../page/field.ts";

/** Why a value that a page writes as text does not fit what it says of the field; `undefined` when it does. */
export function misfitOfText(field: Field, text: string): string | undefined {
  if (field.type.endsWith("[]")) {
    let list: unknown;
    try {
      list = JSON.parse(text);
    } catch {
      return undefined;
    }
    return misfit(field, list);
  }
  const { type } = field;
  if (type === "string") return misfit(field, text);
  const plain = text.normalize("NFKC").trim();
  if (type === "boolean") return /^(true|false)$/i.test(plain) ? undefined : "is no boolean";
  if (type !== "integer" && type !== "number") return undefined;
  return plain === "" || Number.isNaN(Number(plain)) ? `is no ${type}` : misfit(field, Number(plain));
}

/** Why a value does not fit what a page says of its field; `undefined` when it does. */
export function misfit(field: Field, value: unknown): string | undefined {
  const { type, minimum, maximum, shortest, longest } = field;
  if (!isOfType(value, type)) return `is no ${type}`;
  const values = Array.isArray(value) ? value : [value];
  // An empty text often stands for "none", also where values are listed.
  const stray = field.enum && values.find((one) => one !== "" && !field.enum?.includes(String(one)));
  if (stray !== undefined) return `is none of ${field.enum?.join(", ")}`;
  if (typeof value === "number") {
    if (minimum !== undefined && value < minimum) return `is below the minimum ${minimum}`;
    if (maximum !== undefined && value > maximum) return `is above the maximum ${maximum}`;
  }
  const length =
    typeof value === "string" ? Array.from(value).length : Array.isArray(value) ? value.length : undefined;
  if (length === undefined) return undefined;
  if (shortest !== undefined && length < shortest) return `is shorter than ${shortest}`;
  if (longest !== undefined && length > longest) return `is longer than ${longest}`;
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
