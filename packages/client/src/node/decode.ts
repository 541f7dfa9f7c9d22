import type { Transform } from "node:stream";
import { promisify } from "node:util";
import type { gunzipSync } from "node:zlib";
import { BodyTooLargeError } from "../call/read-body.ts";
import { loadZlib } from "./builtin.ts";

interface Decoder {
  readonly now: typeof gunzipSync;
  readonly later: (encoded: Buffer, options: { maxOutputLength?: number }) => Promise<Buffer>;
  readonly stream: () => Transform;
}

/** The decoder of one coding. */
function decoderOf(name: string): Decoder | undefined {
  const { gunzip, gunzipSync, inflate, inflateSync, brotliDecompress, brotliDecompressSync, ...streams } =
    loadZlib();
  switch (name) {
    case "gzip":
    case "x-gzip":
      return { now: gunzipSync, later: promisify(gunzip), stream: streams.createGunzip };
    case "deflate":
      return { now: inflateSync, later: promisify(inflate), stream: streams.createInflate };
    case "br":
      return {
        now: brotliDecompressSync,
        later: promisify(brotliDecompress),
        stream: streams.createBrotliDecompress,
      };
    default:
      return undefined;
  }
}

/** Up to this many encoded bytes are decoded at once: the way through another thread costs twice the CPU. */
const smallBytes = 64 * 1024;

/**
 * Undoes a `content-encoding`, never holding more than `maxBytes` of what comes out.
 *
 * @throws {BodyTooLargeError} for more than that; an `Error` for bytes that are not so encoded, or not whole.
 */
export async function decodeWhole(encoded: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  let bytes = encoded;
  const isBounded = maxBytes !== Infinity;
  const options = isBounded ? { maxOutputLength: Math.max(1, maxBytes) } : {};
  for (const { now, later } of decodersOf(coding)) {
    // An answer without a body may still name the coding that it would have had.
    if (bytes.length === 0) return bytes;
    try {
      bytes = isBounded && bytes.length <= smallBytes ? now(bytes, options) : await later(bytes, options);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ERR_BUFFER_TOO_LARGE") throw new BodyTooLargeError();
      throw Object.assign(new Error(`the answer cannot be decoded: ${message}`), { code });
    }
  }
  return bytes;
}

/** The same as steps of a pipeline. */
export function decodeStreams(coding: string): Transform[] {
  return decodersOf(coding).map(({ stream }) => stream());
}

/** The decoders in the order in which they undo what was done. */
function decodersOf(coding: string): Decoder[] {
  const names = coding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > 5) throw new Error("the answer is encoded more than five times over");
  return names.toReversed().map((name) => {
    const decoder = decoderOf(name);
    if (!decoder) throw new Error("the answer is encoded in a way that was not asked for");
    return decoder;
  });
}
