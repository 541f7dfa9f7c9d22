/** What can be said of a parameter or a field, by a page or by the contract. Absent means that it is not said. */
export interface Field {
  /** From the root of the table's value: `page_size`, `data.items[].chat_id`. */
  readonly path: string;
  /** `string`, `integer`, `number`, `boolean`, `object` or `file`, with `[]` for a list; `unknown` fits everything. */
  readonly type: string;
  readonly required?: boolean | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly default?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** The least length of a text, or the least number of entries of a list. */
  readonly shortest?: number | undefined;
  readonly longest?: number | undefined;
}

/** The bounds that a {@link Field} may have. */
export const BOUNDS = ["minimum", "maximum", "shortest", "longest"] as const;

/** The tables of fields that a page may have, in their order. */
export const PLACES = ["header", "path", "query", "body", "answer"] as const;

/** Where a field stands. */
export type Place = (typeof PLACES)[number];

/** Whether fields may stand inside a field of this type. */
export function isContainer(type: string): boolean {
  return /^object(\[\])*$/.test(type);
}

/** What precedes the names of the fields inside a field: `data.`, `data.items[].`. */
export function prefixInside({ path, type }: Pick<Field, "path" | "type">): string {
  return `${path}${"[]".repeat(type.split("[]").length - 1)}.`;
}

/** The path of the object around a field; empty at the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("."))).replace(/(\[\])+$/, "");
}
