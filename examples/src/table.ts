import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/**
 * Formats a table with aligned columns for a terminal, in which Chinese characters take two columns. Truncates cells
 * wider than `widest`.
 */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest: number,
): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => fit(cell, widest)));
  const widths = head.map((_name, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ""))));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - stringWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

/** Truncates a cell, and removes control characters: the name of a chat must not control the terminal. */
function fit(text: string, widest: number): string {
  let fitted = "";
  for (const character of stripVTControlCharacters(text).replaceAll(/\p{Cc}+/gu, " ")) {
    if (stringWidth(fitted + character) > widest - 1 && stringWidth(text) > widest) return `${fitted}…`;
    fitted += character;
  }
  return fitted;
}
