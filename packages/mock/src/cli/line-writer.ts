import type { Writable } from "node:stream";

/** The most bytes that wait for a reader who is slower than the mock. */
const mostBytes = 1024 * 1024;

/**
 * Writes lines to a stream. Where its reader falls behind by more than 1 MiB, lines are left out, and the next one that
 * is written comes after `missing` has told how many. Once the reader is gone nothing is written any more.
 */
export function lineWriter(stream: Writable, missing: (count: number) => string): (line: string) => void {
  let missed = 0;
  let isGone = false;
  stream.once("error", () => (isGone = true));
  return (line) => {
    if (isGone) return;
    if (stream.writableLength > mostBytes) {
      missed += 1;
      return;
    }
    if (missed > 0) stream.write(`${missing(missed)}\n`);
    missed = 0;
    stream.write(`${line}\n`);
  };
}
