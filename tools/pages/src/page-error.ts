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
