import { quote, type Refuse } from "../page/page-error.ts";
import type { Line } from "./lines.ts";
import { joined } from "./lines.ts";
import { columnOf } from "../page/vocabulary.ts";
import { plainLines } from "./inline.ts";
import { columnsOf, type Cell, type Grid, type TableForm } from "./grid.ts";

const RULE = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$/;

/** Parses a pipe table, with or without outer pipes. The last cell of a row may continue on further lines. */
export function markdownGrid(lines: readonly Line[], form: TableForm, refuse: Refuse): Grid {
  const piped = lines.map(({ text }) => splitRow(narrow(text)).length > 1);
  // Prose before the table may contain a pipe.
  const ruled = lines.findIndex(
    (_, index) => piped[index - 1] && RULE.test(narrow(lines[index]?.text ?? "")),
  );
  const at = ruled > 0 ? ruled - 1 : piped.indexOf(true);
  const top = lines[at];
  if (!top) return refuse(lines[0]?.line ?? 1, `expected a table ${form.head}`);
  const framed = isFramed(narrow(top.text));
  const cellsOf = (text: string): string[] => (framed ? splitRow(unframe(text)) : splitRow(text));
  const head = { cells: cellsOf(narrow(top.text)).map((cell) => plain(cell, top.line)), line: top.line };
  const columns = columnsOf(head, form, refuse);
  const rule = lines[at + 1];
  if (
    !rule ||
    !RULE.test(narrow(rule.text)) ||
    splitRow(unframe(narrow(rule.text))).length !== columns.length
  )
    refuse(
      rule?.line ?? top.line,
      `expected the delimiter row of the table, ${columns.map(() => "---").join(" | ")}, found ${quote(rule?.text ?? "")}`,
    );

  const rows: { cells: { raw: string; lines: Line[] }[]; line: number }[] = [];
  /** The cells of a line that begins a row; `undefined` for a continuation. */
  const rowOf = (text: string, line: number): string[] | undefined => {
    const pieces = cellsOf(text);
    const cells = [
      ...pieces.slice(0, columns.length - 1),
      ...(pieces.length < columns.length ? [] : [pieces.slice(columns.length - 1).join("|")]),
    ];
    const named = new Map(cells.map((cell, index) => [columns[index] ?? "name", plain(cell, line)]));
    const begins = (framed && isFramed(text)) || (pieces.length > 1 && form.beginsRow(named, text));
    return begins ? cells : undefined;
  };
  for (const { text, line } of lines.slice(at + 2)) {
    const wide = narrow(text);
    // Some rows have outer pipes where the others have none.
    const cells =
      rowOf(text, line) ?? rowOf(wide, line) ?? (isFramed(wide) ? rowOf(unframe(wide), line) : undefined);
    const above = rows.at(-1)?.cells.at(-1);
    const again = cellsOf(wide).map((cell) => columnOf(plain(cell, line)));
    if (again.length > 1 && again.every((column) => column !== undefined)) {
      // Exports repeat the head on each printed page.
      if (again.join() === columns.join()) continue;
      refuse(line, `expected one table under a heading, found the head of a second one: ${quote(text)}`);
    }
    if (cells) {
      if (cells.length < columns.length)
        refuse(line, `expected ${columns.length} cells ${form.head}, found ${cells.length}: ${quote(text)}`);
      rows.push({ cells: cells.map((raw) => ({ raw, lines: [{ text: raw, line }] })), line });
    } else if (above) {
      above.lines.push({ text, line });
    } else if (text.trim() !== "") {
      refuse(line, `expected a row ${form.head}, found ${quote(text)}`);
    }
  }
  return {
    head,
    rows: rows.map(({ cells, line }) => ({
      line,
      cells: cells.map(({ raw, lines: own }): Cell => {
        const indent = raw.length - raw.trimStart().length;
        return { lines: plainLines(own.map(unescapePipes)), indent };
      }),
    })),
  };
}

function plain(cell: string, line: number): string {
  return joined(plainLines([unescapePipes({ text: cell, line })]));
}

/** Pipes are escaped in code too, where Markdown has no other escapes. */
function unescapePipes({ text, line }: Line): Line {
  return { text: text.replaceAll("\\|", "|"), line };
}

/** Replaces full-width pipes. */
function narrow(text: string): string {
  return text.replaceAll("｜", "|");
}

function isFramed(text: string): boolean {
  return text.trimStart().startsWith("|");
}

function unframe(text: string): string {
  return text
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
}

/** Splits at every unescaped pipe. */
function splitRow(text: string): string[] {
  return text.split(/(?<!\\)\|/);
}
