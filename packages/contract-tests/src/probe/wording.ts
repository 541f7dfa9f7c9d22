import type { Parameter } from "../contract.ts";
import { decimal, integer } from "../wire.ts";

/**
 * What a violation of a parameter says, in the words that `spec/evidence.md` writes down; undefined where it knows none.
 * `sent` are the values that were given, none or more.
 */
export function wordingOf(
  { name, required, schema }: Parameter,
  sent: readonly string[],
): string | undefined {
  const { type, enum: options, minimum, maximum, minLength, maxLength } = schema;
  const [text] = sent;
  if (type === "array") return undefined;
  if (text === undefined) return `${name} is required`;
  if (sent.length > 1) return `${name} is given ${sent.length} times, once is allowed`;
  if (type === "integer" && !integer.test(text)) return `${name} must be an integer`;
  if (type === "number" && !decimal.test(text)) return `${name} must be a decimal number`;
  if (Array.isArray(options) && !options.includes(text))
    return `${name} is ${required ? "required" : "optional"}, options: [${options.join(",")}]`;
  if (typeof maximum === "number" && Number(text) > maximum) return `the max value is ${maximum}`;
  if (typeof minimum === "number" && Number(text) < minimum) return `the min value is ${minimum}`;
  const { length } = Array.from(text);
  if (typeof maxLength === "number" && length > maxLength) return `the max len is ${maxLength}`;
  if (typeof minLength === "number" && length < minLength) return `the min len is ${minLength}`;
  return required && text === "" ? `${name} is required` : undefined;
}
