import { quote, type Refuse } from "../page/page-error.ts";
import type { Blank } from "../page/page.ts";
import { isNone, type Column } from "../page/vocabulary.ts";
import { columnsOf, type Cell, type TableForm } from "./grid.ts";
import { htmlGrid } from "./html-grid.ts";
import { bare, joined } from "./lines.ts";
import { markdownGrid } from "./markdown-grid.ts";
import type { Section } from "./sections.ts";

/** A row with its cells by column. */
export interface Row {
  readonly cells: ReadonlyMap<Column, Cell>;
  readonly line: number;
}

/** A table with its rows by column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Cells that take the value of the row above. */
  readonly blanks: readonly Blank[];
  /** The line of the head. */
  readonly line: number;
}

const SEPARATED = /[|｜]/;

/**
 * Reads the table of a section. The last cell of a row may continue on further lines, also blank ones, until the next
 * line that begins a row. `undefined` for a section that states "none".
 */
export function readTable(section: Section, form: TableForm, refuse: Refuse): Table | undefined {
  const { lines } = section;
  const isHtml = lines.some(({ text }) => /<table[\s>]/i.test(text));
  if (!isHtml && !lines.some(({ text }) => SEPARATED.test(text))) {
    if (lines.some(({ text }) => text.trim() !== "") && lines.every(({ text }) => isNone(text)))
      return undefined;
    const first = lines.find(({ text }) => text.trim() !== "");
    return refuse(
      first?.line ?? section.line,
      `expected a table ${form.head} under "${section.title}", found ${first ? quote(first.text) : "nothing"}`,
    );
  }
  const grid = isHtml ? htmlGrid(lines, refuse) : markdownGrid(lines, form, refuse);
  const columns = columnsOf(grid.head, form, refuse);
  const rows = grid.rows.map(({ cells, line }) => {
    if (cells.length !== columns.length)
      refuse(line, `expected ${columns.length} cells ${form.head}, found ${cells.length}`);
    return { line, cells: new Map(columns.map((column, at) => [column, cells[at] ?? NO_CELL])) };
  });
  return { columns, ...mergeRows(rows, columns), line: grid.head.line };
}

const NO_CELL: Cell = { lines: [], indent: 0 };

/** Columns where an empty cell was merged with the one above before the page became Markdown. */
const MERGED: readonly Column[] = ["type", "required", "status"];

function mergeRows(rows: readonly Row[], columns: readonly Column[]): Pick<Table, "rows" | "blanks"> {
  const key = columns.includes("code") ? "code" : "name";
  const isEmpty = (row: Row, column: Column): boolean => joined(row.cells.get(column)?.lines ?? []) === "";
  const groups: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    // A row with a merged name belongs to the row above.
    if (group && (isEmpty(row, key) || row.cells.get(key) === group[0].cells.get(key))) group.push(row);
    else groups.push([row]);
  }
  const blanks: Blank[] = [];
  let above: Row | undefined;
  const merged = groups.map((group) => {
    const [first, ...more] = group;
    const name = bare(joined(first.cells.get(key)?.lines ?? []));
    for (const row of more) if (isEmpty(row, key)) blanks.push({ name, column: key, line: row.line });
    const cells = new Map(
      columns.map((column) => [column, joinCells(group.map((row) => row.cells.get(column)))]),
    );
    for (const column of MERGED) {
      const inherited = above?.cells.get(column);
      if (!inherited || !cells.has(column) || !isEmpty(first, column)) continue;
      cells.set(column, inherited);
      blanks.push({ name, column, line: first.line });
    }
    above = { ...first, cells };
    return above;
  });
  return { rows: merged, blanks };
}

/** Joins cells of a column, each distinct text once. */
function joinCells([first = NO_CELL, ...more]: readonly (Cell | undefined)[]): Cell {
  if (more.length === 0) return first;
  const distinct = new Map([first, ...more].map((cell = NO_CELL) => [joined(cell.lines), cell.lines]));
  return { ...first, lines: [...distinct.values()].flat() };
}
