import { quote, type Refuse } from "../page/page-error.ts";
import { columnOf, type Column } from "../page/vocabulary.ts";
import type { Line } from "./lines.ts";

/** A cell as plain lines. */
export interface Cell {
  readonly lines: readonly Line[];
  /** Leading spaces of the cell's text; non-breaking ones remain in the text. */
  readonly indent: number;
}

/** A table as rows of cells. */
export interface Grid {
  readonly head: { readonly cells: readonly string[]; readonly line: number };
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly line: number }[];
}

/** The expected form of a table. */
export interface TableForm {
  readonly columns: readonly Column[];
  /** The head in both languages, for messages. */
  readonly head: string;
  /** Whether a line of cells begins a row; else it continues the row above. A short line lacks columns. */
  beginsRow(cells: ReadonlyMap<Column, string>, line: string): boolean;
}

/** The columns of a head. Refuses an unknown column and a missing one. */
export function columnsOf(head: Grid["head"], form: TableForm, refuse: Refuse): Column[] {
  const columns = head.cells.map((cell) => columnOf(cell));
  const missing = form.columns.find((column) => !columns.includes(column));
  const unknown = columns.indexOf(undefined);
  if (missing || unknown >= 0 || new Set(columns).size < columns.length)
    refuse(head.line, `expected a table ${form.head}, found ${quote(head.cells.join(" | "))}`);
  return columns.filter((column) => column !== undefined);
}
