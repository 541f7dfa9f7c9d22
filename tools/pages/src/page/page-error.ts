import { UserError } from "@feishu-openapi/cli/errors.ts";

/** A page that cannot be read. The message is `file:line: what was expected, and what was found`. */
export class PageError extends UserError {
  override readonly name = "PageError";
  override readonly exitCode = 2;
}

/** Ends the reading of a page at a line of it. */
export type Refuse = (line: number, message: string) => never;

/** Makes the {@link Refuse} of one file. */
export function refuserOf(file: string): Refuse {
  return (line, message) => {
    throw new PageError(`${file}:${line}: ${message}`);
  };
}

/** A piece of a page in a message: short, and on one line. */
export function quote(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(/\s+/g, " ");
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
