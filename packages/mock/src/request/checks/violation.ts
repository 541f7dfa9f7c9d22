/** An entry of `error.field_violations`. */
export interface FieldViolation {
  /** The name of the parameter, or a path into the body such as `filter.name`. */
  field: string;
  /** The value that was sent. Empty for a missing parameter. */
  value: string;
  description: string;
}

/** Feishu's description of a wrong enum value. Recorded for optional parameters only. */
export function enumViolation(field: string, required: boolean, options: readonly unknown[]): string {
  return `${field} is ${required ? "required" : "optional"}, options: [${options.join(",")}]`;
}
