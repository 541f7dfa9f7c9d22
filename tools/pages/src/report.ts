import stringWidth from "string-width";
import type { Operation } from "@feishu-openapi/codegen/model/model.ts";
import type { Findings } from "./compare/difference.ts";

/** The result for one page. `file` is the name that the user gave. */
export type PageResult =
  | ({ readonly file: string; readonly operation: Operation } & Findings)
  | { readonly file: string; readonly error: string };

/** Renders a table for each page that could be read. Cells wrap to fit `width` columns; without it they do not. */
export function renderReport(results: readonly PageResult[], width: number | undefined): string {
  return results.flatMap((result) => ("error" in result ? [] : [renderPage(result, width)])).join("\n");
}

function renderPage(
  { file, operation, differences, notes }: Exclude<PageResult, { error: string }>,
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
      "Not compared:",
      ...notes.flatMap(({ line, what, message }) => {
        const [first = "", ...rest] = wrap(`line ${line}, ${what}: ${message}`, (width ?? Infinity) - 2);
        return [`- ${first}`, ...rest.map((more) => `  ${more}`)];
      }),
    );
  return `${lines.join("\n")}\n`;
}

/** Renders the results as JSON. The keys are stable. */
export function renderJson(results: readonly PageResult[]): string {
  const reports = results.map((result) => {
    if ("error" in result) return { page: result.file, error: result.error };
    const { file, operation, differences, notes } = result;
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
const MIN_WIDTH = 8;

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string[] {
  const cells = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ""))));
  const room = width ?? Infinity;
  // Shrinks the widest column first, so that narrow ones do not wrap.
  const total = (): number => widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  while (total() > room && Math.max(...widths) > MIN_WIDTH) widths[widths.indexOf(Math.max(...widths))]! -= 1;
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

/** Removes control characters, so that a page cannot control the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Wraps text to `width` columns: after a space, or inside a long name after a separator. */
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
