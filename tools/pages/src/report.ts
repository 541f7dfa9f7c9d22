import stringWidth from "string-width";
import type { Operation } from "@feishu-openapi/codegen/model/model.ts";
import type { Findings } from "./compare/difference.ts";

/** What came of one page; `file` is as the caller named it. */
export type Outcome =
  | ({ readonly file: string; readonly operation: Operation } & Findings)
  | { readonly file: string; readonly error: string };

/**
 * A table for each page that was understood, one row for each difference. Cells are broken to fit `width` places
 * where there is a terminal, and stay on one line where there is none.
 */
export function renderReport(outcomes: readonly Outcome[], width: number | undefined): string {
  return outcomes.flatMap((outcome) => ("error" in outcome ? [] : [renderPage(outcome, width)])).join("\n");
}

function renderPage(
  { file, operation, differences, notes }: Exclude<Outcome, { error: string }>,
  width: number | undefined,
): string {
  const count = `${differences.length} difference${differences.length === 1 ? "" : "s"}`;
  const lines =
    differences.length === 0
      ? [`${file} agrees with ${operation.id}`]
      : [
          `${file} differs from ${operation.id}: ${count}`,
          "",
          ...table(
            ["line", "what", "page", "contract"],
            differences.map(({ line, what, page, contract }) => [String(line), what, page, contract]),
            width,
          ),
        ];
  if (notes.length > 0)
    lines.push(
      "",
      "Not held against each other:",
      ...notes.flatMap(({ line, what, message }) => {
        const [first = "", ...rest] = wrap(`line ${line}, ${what}: ${message}`, (width ?? Infinity) - 2);
        return [`- ${first}`, ...rest.map((more) => `  ${more}`)];
      }),
    );
  return `${lines.join("\n")}\n`;
}

/** The same for machines, whole; the keys are stable. */
export function renderJson(outcomes: readonly Outcome[]): string {
  const reports = outcomes.map((outcome) => {
    if ("error" in outcome) return { page: outcome.file, error: outcome.error };
    const { file, operation, differences, notes } = outcome;
    const { id, method, path } = operation;
    return {
      page: file,
      operation: { id, method, path },
      agrees: differences.length === 0,
      differences,
      notes,
    };
  });
  return `${JSON.stringify(reports, null, 2)}\n`;
}

const GAP = "  ";
const LEAST = 8;

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string[] {
  const cells = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ""))));
  const room = width ?? Infinity;
  // The widest column gives way first, so that the narrow ones stay whole.
  const total = (): number => widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  while (total() > room && Math.max(...widths) > LEAST) widths[widths.indexOf(Math.max(...widths))]! -= 1;
  const lines = cells.map((row) => {
    const columns = row.map((cell, column) => wrap(cell, widths[column] ?? 0));
    const height = Math.max(...columns.map((column) => column.length));
    return Array.from({ length: height }, (_, at) =>
      columns
        .map((column, index) => pad(column[at] ?? "", widths[index] ?? 0))
        .join(GAP)
        .trimEnd(),
    );
  });
  lines.splice(1, 0, [widths.map((one) => "─".repeat(one)).join(GAP)]);
  return lines.flat();
}

/** What a page says must not steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Lines of at most `width` places, broken after a space, or within a long name after one of its steps. */
function wrap(text: string, width: number): string[] {
  if (stringWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  const words = text.split(/(?<=[ 、，])/);
  for (const piece of words.flatMap((word) =>
    stringWidth(word.trimEnd()) > width ? word.split(/(?<=[.:_])/) : [word],
  )) {
    if (line !== "" && stringWidth((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    for (const character of piece) {
      if (line !== "" && stringWidth((line + character).trimEnd()) > width) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return [...lines, line.trimEnd()];
}
