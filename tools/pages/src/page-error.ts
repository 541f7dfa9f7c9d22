/** A page that cannot be read. Its message is one line: `file:line: what was expected, and what was found`. */
export class PageError extends Error {
  override readonly name = "PageError";
}

/** Ends the reading of a page at a line of it. */
export type Refuse = (line: number, message: string) => never;

/** Makes the {@link Refuse} of one file. */
export function refuserOf(file: string): Refuse {
  return (line, message) => {
    throw new PageError(`${file}:${line}: ${message.replaceAll(/\s*\n\s*/g, " ")}`);
  };
}
