/** Lines are dropped while this many bytes are buffered. */
const maxBuffered = 1024 * 1024;

/**
 * Returns a function that writes lines to a stream. While more than 1 MiB is buffered, it drops lines; the next line
 * comes after `dropped` with their number. After an error of the stream it writes nothing.
 */
export function lineWriter(
  stream: NodeJS.WritableStream & { readonly writableLength: number },
  dropped: (count: number) => string,
): (line: string) => void {
  let droppedCount = 0;
  let isBroken = false;
  stream.once("error", () => (isBroken = true));
  return (line) => {
    if (isBroken) return;
    if (stream.writableLength > maxBuffered) {
      droppedCount += 1;
      return;
    }
    if (droppedCount > 0) stream.write(`${dropped(droppedCount)}\n`);
    droppedCount = 0;
    stream.write(`${line}\n`);
  };
}
