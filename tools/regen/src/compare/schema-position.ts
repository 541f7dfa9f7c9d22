/** Who sends the value. It decides which changes break a caller. */
export type Direction = "request" | "response";

/** The position of a schema in an operation. */
export interface SchemaPosition {
  readonly direction: Direction;
  /** How sentences name a field: "`page_size`", "the response's `data.items[].name`". */
  readonly label: (field: string) => string;
  /** The path to the schema: `data.items[].name`; empty at the root. */
  readonly field: string;
}
