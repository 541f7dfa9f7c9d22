import { quote, type Refuse } from "../page/page-error.ts";
import type { Blank } from "../page/page.ts";
import { saysNothing, type Column } from "../page/vocabulary.ts";
import { columnsOf, type Cell, type Shape } from "./grid.ts";
import { htmlGrid } from "./html-grid.ts";
import { bare, joined } from "./lines.ts";
import { markdownGrid } from "./markdown-grid.ts";
import type { Section } from "./sections.ts";

/** A row, its cells by their columns. */
export interface Row {
  readonly cells: ReadonlyMap<Column, Cell>;
  readonly line: number;
}

/** A table, its rows by the columns that are read. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What the rows above filled. */
  readonly blanks: readonly Blank[];
  /** Of its head. */
  readonly line: number;
}

const SEPARATED = /[|｜]/;

/**
 * The table of a section. A row's last cell may go on over lines, blank ones too, until the next line that begins a
 * row. `undefined` for a section that says that there is nothing.
 */
export function readTable(section: Section, shape: Shape, refuse: Refuse): Table | undefined {
  const { lines } = section;
  const isHtml = lines.some(({ text }) => /<table[\s>]/i.test(text));
  if (!isHtml && !lines.some(({ text }) => SEPARATED.test(text))) {
    if (lines.some(({ text }) => text.trim() !== "") && lines.every(({ text }) => saysNothing(text)))
      return undefined;
    const first = lines.find(({ text }) => text.trim() !== "");
    return refuse(
      first?.line ?? section.line,
      `expected a table ${shape.shown} under "${section.title}", found ${first ? quote(first.text) : "nothing"}`,
    );
  }
  const grid = isHtml ? htmlGrid(lines, refuse) : markdownGrid(lines, shape, refuse);
  const columns = columnsOf(grid.head, shape, refuse);
  const rows = grid.rows.map(({ cells, line }) => {
    if (cells.length !== columns.length)
      refuse(line, `expected ${columns.length} cells ${shape.shown}, found ${cells.length}`);
    return { line, cells: new Map(columns.map((column, at) => [column, cells[at] ?? NO_CELL])) };
  });
  return { columns, ...mergeRows(rows, columns), line: grid.head.line };
}

const NO_CELL: Cell = { lines: [], indent: 0 };

/** The cells that an empty one continues from the row above, where cells were merged before the page became Markdown. */
const MERGED: readonly Column[] = ["type", "required", "status"];

function mergeRows(rows: readonly Row[], columns: readonly Column[]): Pick<Table, "rows" | "blanks"> {
  const key = columns.includes("code") ? "code" : "name";
  const isEmpty = (row: Row, column: Column): boolean => joined(row.cells.get(column)?.lines ?? []) === "";
  const groups: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    // The name itself is merged: what else the row says belongs to the one above.
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

/** What several cells of a column say, once each. */
function joinCells([first = NO_CELL, ...more]: readonly (Cell | undefined)[]): Cell {
  if (more.length === 0) return first;
  const distinct = new Map([first, ...more].map((cell = NO_CELL) => [joined(cell.lines), cell.lines]));
  return { ...first, lines: [...distinct.values()].flat() };
}
