import { quote, type Refuse } from "../page/page-error.ts";
import { columnOf, type Column } from "../page/vocabulary.ts";
import type { Line } from "./lines.ts";

/** One cell, as plain lines. */
export interface Cell {
  readonly lines: readonly Line[];
  /** How far the cell's text is set in by spaces; those that do not break are still in the text. */
  readonly indent: number;
}

/** Rows of cells as they stand, the head first. */
export interface Grid {
  readonly head: { readonly cells: readonly string[]; readonly line: number };
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly line: number }[];
}

/** What a table must look like to be read. */
export interface Shape {
  readonly columns: readonly Column[];
  /** Both languages, for the message when it looks otherwise. */
  readonly shown: string;
  /** Whether a line of cells begins a row, or only goes on with the one before; a short line has not all the columns. */
  begins(cells: ReadonlyMap<Column, string>, line: string): boolean;
}

/** The columns that a head names; refuses one that is not known, and a head that lacks one. */
export function columnsOf(head: Grid["head"], shape: Shape, refuse: Refuse): Column[] {
  const columns = head.cells.map((cell) => columnOf(cell));
  const missing = shape.columns.find((column) => !columns.includes(column));
  const unknown = columns.indexOf(undefined);
  if (missing || unknown >= 0 || new Set(columns).size < columns.length)
    refuse(head.line, `expected a table ${shape.shown}, found ${quote(head.cells.join(" | "))}`);
  return columns.filter((column) => column !== undefined);
}
