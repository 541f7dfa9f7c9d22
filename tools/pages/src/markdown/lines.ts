/** A line of text, and the line of the page where it stands. */
export interface Line {
  readonly text: string;
  readonly line: number;
}

/** All lines of a cell as one text. */
export function joined(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join(" ")
    .trim();
}

/** A word or a value without the marks around it: back-quotes, quotes, emphasis, a full stop. */
export function bare(text: string): string {
  const inner = text
    .replaceAll("**", "")
    .trim()
    .replace(/[。；;，,]$/, "")
    .trim();
  return inner.match(/^(["'`“‘])(.*)["'`”’]$/)?.[2]?.trim() ?? inner;
}
