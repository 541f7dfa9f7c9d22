/** A line of text with its line number on the page. */
export interface Line {
  readonly text: string;
  readonly line: number;
}

/** Joins the lines of a cell. */
export function joined(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join(" ")
    .trim();
}

/** Strips the marks around a value: back-quotes, quotes, emphasis, a full stop. */
export function bare(text: string): string {
  const inner = text
    .replaceAll("**", "")
    .trim()
    .replace(/[。；;，,]$/, "")
    .trim();
  return inner.match(/^(["'`“‘])(.*)["'`”’]$/)?.[2]?.trim() ?? inner;
}
