import { UserError } from "@feishu-openapi/cli/errors.ts";

/** A page that cannot be read. The message is `file:line: what was expected, and what was found`. */
export class PageError extends UserError {
  override readonly name = "PageError";
  override readonly exitCode = 2;
}

/** Throws a {@link PageError} for a line. */
export type Refuse = (line: number, message: string) => never;

/** The {@link Refuse} of a file. */
export function refuserOf(file: string): Refuse {
  return (line, message) => {
    throw new PageError(`${file}:${line}: ${message}`);
  };
}

/** Quotes page text in a message: one line, at most 60 characters. */
export function quote(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(/\s+/g, " ");
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
