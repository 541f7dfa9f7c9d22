import type { Direction } from "../normal/direction.ts";

/** The position of a schema in an operation. */
export interface SchemaPosition {
  readonly direction: Direction;
  /** How sentences name a field: "`page_size`", "the response's `data.items[].name`", "the body". */
  readonly label: (field: string) => string;
  /** The path to the schema: `data.items[].name`; empty at the root. */
  readonly field: string;
}
