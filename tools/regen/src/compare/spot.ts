/** Who sends the value: that decides which change breaks a caller. */
export type Direction = "request" | "answer";

/** A schema's place in an operation. */
export interface Spot {
  readonly direction: Direction;
  /** As a sentence begins with it: "`page_size`", "the answer's `data.items[].name`". */
  readonly label: (field: string) => string;
  /** The steps to the field, joined: `data.items[].name`; empty at the root. */
  readonly field: string;
}
