import type { Parameter } from "../contract/types.ts";
import { decimalPattern, integerPattern } from "../contract/wire-value.ts";

/**
 * The `description` of a field violation, in the wording of `spec/evidence.md`; undefined if none is known. `sent` are
 * the values sent for the parameter.
 */
export function expectedDescription(
  { name, required, schema }: Parameter,
  sent: readonly string[],
): string | undefined {
  const { type, enum: options, minimum, maximum, minLength, maxLength } = schema;
  const [text] = sent;
  if (type === "array") return undefined;
  if (text === undefined) return `${name} is required`;
  if (sent.length > 1) return `${name} is given ${sent.length} times, once is allowed`;
  if (type === "integer" && !integerPattern.test(text)) return `${name} must be an integer`;
  if (type === "number" && !decimalPattern.test(text)) return `${name} must be a decimal number`;
  if (Array.isArray(options) && !options.includes(text))
    return `${name} is ${required ? "required" : "optional"}, options: [${options.join(",")}]`;
  if (typeof maximum === "number" && Number(text) > maximum) return `the max value is ${maximum}`;
  if (typeof minimum === "number" && Number(text) < minimum) return `the min value is ${minimum}`;
  const { length } = Array.from(text);
  if (typeof maxLength === "number" && length > maxLength) return `the max len is ${maxLength}`;
  if (typeof minLength === "number" && length < minLength) return `the min len is ${minLength}`;
  return required && text === "" ? `${name} is required` : undefined;
}
