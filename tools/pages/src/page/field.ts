/** A parameter or a field, as a page or the contract describes it. Absent properties are not stated. */
export interface Field {
  /** The path from the root: `page_size`, `data.items[].chat_id`. */
  readonly path: string;
  /** `string`, `integer`, `number`, `boolean`, `object` or `file`, with `[]` for a list; `unknown` matches every type. */
  readonly type: string;
  readonly required?: boolean | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly default?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** Of a string in characters, of a list in items. */
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** The bounds of a {@link Field}. */
export const BOUNDS = ["minimum", "maximum", "minLength", "maxLength"] as const;

/** The field tables of a page, in order. */
export const PLACES = ["header", "path", "query", "body", "response"] as const;

/** The table of a field. */
export type Place = (typeof PLACES)[number];

/** Whether a field of this type has inner fields. */
export function isContainer(type: string): boolean {
  return /^object(\[\])*$/.test(type);
}

/** The path prefix of the fields inside a field: `data.`, `data.items[].`. */
export function prefixInside({ path, type }: Pick<Field, "path" | "type">): string {
  return `${path}${"[]".repeat(type.split("[]").length - 1)}.`;
}

/** The path of the parent object; empty at the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("."))).replace(/(\[\])+$/, "");
}
