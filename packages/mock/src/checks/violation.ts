/** A parameter that was refused, as it stands in `error.field_violations`. */
export interface FieldViolation {
  /** The parameter's name, or a path into the body such as `filter.name`. */
  field: string;
  /** What was sent; empty where nothing was. */
  value: string;
  description: string;
}

/** The one form in which Feishu words a wrong enum value; recorded for optional parameters only. */
export function notAnOption(field: string, required: boolean, options: readonly unknown[]): string {
  return `${field} is ${required ? "required" : "optional"}, options: [${options.join(",")}]`;
}
