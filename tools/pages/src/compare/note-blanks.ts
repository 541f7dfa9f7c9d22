import type { Page } from "../page/page.ts";
import type { Note } from "./difference.ts";

/** Adds one note for each column with blank cells: they may be merged, or just empty. */
export function noteBlanks({ tables, errors }: Page): Note[] {
  return [...tables, ...(errors ? [["error", errors] as const] : [])].flatMap(([what, { blanks }]) =>
    Array.from(
      Map.groupBy(blanks, ({ column }) => column),
      ([column, [first, ...more]]): Note => {
        const names = more.map(({ name }) => name).join(", ");
        const others = names && `, as in the row${more.length > 1 ? "s" : ""} of ${names}`;
        return {
          what: `${what} ${first?.name} ${column}`,
          message: `the cell is blank${others}; taken from the row above`,
          line: first?.line ?? 1,
        };
      },
    ),
  );
}
