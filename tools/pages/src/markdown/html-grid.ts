import type { Refuse } from "../page/page-error.ts";
import { LineWriter, readInline, type Tag } from "./inline.ts";
import { joined, type Line } from "./lines.ts";
import type { Cell, Grid } from "./grid.ts";

interface OpenCell {
  readonly tag: Tag;
  readonly writer: LineWriter;
}

interface OpenRow {
  readonly cells: OpenCell[];
  readonly line: number;
}

/** Parses an HTML table. A merged cell is repeated in each position it covers; a nested table is part of its cell. */
export function htmlGrid(lines: readonly Line[], refuse: Refuse): Grid {
  const start = lines.findIndex(({ text }) => /<table[\s>]/i.test(text));
  const firstLine = lines[start]?.line ?? 1;
  const [head, ...rows] = spread(readRows(lines.slice(start), firstLine, refuse));
  if (!head) return refuse(firstLine, "expected a row <tr> in <table>, found none");
  return { head: { cells: head.cells.map((cell) => joined(cell.lines)), line: head.line }, rows };
}

function readRows(lines: readonly Line[], firstLine: number, refuse: Refuse): OpenRow[] {
  const rows: OpenRow[] = [];
  let cell: OpenCell | undefined;
  let depth = 0;
  let at = 0;
  for (const piece of readInline(lines.map(({ text }) => text).join("\n"))) {
    const { tag } = piece;
    const line = lines[at]?.line ?? firstLine;
    at += piece.lineEnds;
    if (tag?.name === "table") depth += tag.closes ? -1 : 1;
    if (tag?.name === "table" && !tag.closes && depth === 1 && rows.length > 0)
      refuse(line, "expected one table under a heading, found a second one");
    if (depth === 0) continue;
    const isOurs = depth === 1 && (tag?.name === "tr" || tag?.name === "td" || tag?.name === "th");
    if (!isOurs) cell?.writer.write(piece, line);
    else if (tag.closes) cell = undefined;
    else if (tag.name === "tr") rows.push({ cells: [], line });
    else {
      cell = { tag, writer: new LineWriter() };
      rows.at(-1)?.cells.push(cell);
    }
  }
  if (depth > 0) refuse(firstLine, "expected </table> after <table>, found the end of the section");
  return rows;
}

/** More columns are cut, since spanning cells could multiply without limit. */
const MAX_COLUMNS = 20;

function spread(rows: readonly OpenRow[]): { cells: Cell[]; line: number }[] {
  const covered: { cell: Cell; rows: number }[] = [];
  return rows.map(({ cells: own, line }) => {
    const pending = [...own];
    const cells: Cell[] = [];
    while (cells.length < MAX_COLUMNS && (pending.length > 0 || (covered[cells.length]?.rows ?? 0) > 0)) {
      const above = covered[cells.length];
      if (above && above.rows > 0) {
        above.rows -= 1;
        cells.push(above.cell);
        continue;
      }
      const next = pending.shift();
      if (!next) break;
      const cell = { lines: next.writer.finish(), indent: 0 };
      for (let column = 0; column < span(next.tag, "colspan"); column += 1) {
        covered[cells.length] = { cell, rows: span(next.tag, "rowspan") - 1 };
        cells.push(cell);
      }
    }
    return { cells, line };
  });
}

function span({ attributes }: Tag, name: "colspan" | "rowspan"): number {
  const value = Number(attributes.match(new RegExp(`\\s${name}\\s*=\\s*["']?(\\d{1,4})`, "i"))?.[1] ?? 1);
  return Math.max(1, name === "colspan" ? Math.min(value, MAX_COLUMNS) : value);
}
