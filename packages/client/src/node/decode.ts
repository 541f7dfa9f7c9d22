import type { Transform } from "node:stream";
import { promisify } from "node:util";
import type { gunzipSync } from "node:zlib";
import { BodyTooLargeError } from "../call/read-body.ts";
import { loadZlib } from "./builtin.ts";

interface Decoder {
  readonly sync: typeof gunzipSync;
  readonly async: (encoded: Buffer, options: { maxOutputLength?: number }) => Promise<Buffer>;
  readonly stream: () => Transform;
}

/** Returns the decoder of a `content-encoding`. */
function decoderOf(name: string): Decoder | undefined {
  const { gunzip, gunzipSync, inflate, inflateSync, brotliDecompress, brotliDecompressSync, ...streams } =
    loadZlib();
  switch (name) {
    case "gzip":
    case "x-gzip":
      return { sync: gunzipSync, async: promisify(gunzip), stream: streams.createGunzip };
    case "deflate":
      return { sync: inflateSync, async: promisify(inflate), stream: streams.createInflate };
    case "br":
      return {
        sync: brotliDecompressSync,
        async: promisify(brotliDecompress),
        stream: streams.createBrotliDecompress,
      };
    default:
      return undefined;
  }
}

/** Largest encoded body that is decoded synchronously, in bytes. Decoding in another thread costs twice the CPU. */
const smallBytes = 64 * 1024;

/**
 * Decodes a body and holds at most `maxBytes` of the result.
 *
 * @throws {BodyTooLargeError} if the result is larger; an `Error` if the bytes are invalid or incomplete.
 */
export async function decodeWhole(encoded: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  let bytes = encoded;
  const isSizeLimited = maxBytes !== Infinity;
  const options = isSizeLimited ? { maxOutputLength: Math.max(1, maxBytes) } : {};
  for (const decoder of decodersOf(coding)) {
    // A response without a body may still have a content-encoding.
    if (bytes.length === 0) return bytes;
    try {
      bytes =
        isSizeLimited && bytes.length <= smallBytes
          ? decoder.sync(bytes, options)
          : await decoder.async(bytes, options);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ERR_BUFFER_TOO_LARGE") throw new BodyTooLargeError();
      throw Object.assign(new Error(`the response cannot be decoded: ${message}`), { code });
    }
  }
  return bytes;
}

/** Returns the decoders as the steps of a pipeline. */
export function decodeStreams(coding: string): Transform[] {
  return decodersOf(coding).map(({ stream }) => stream());
}

/** Returns the decoders in the order in which they apply: the reverse of the header. */
function decodersOf(coding: string): Decoder[] {
  const names = coding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > 5) throw new Error("the response has more than five content-encodings");
  return names.toReversed().map((name) => {
    const decoder = decoderOf(name);
    if (!decoder) throw new Error("the response has a content-encoding that was not requested");
    return decoder;
  });
}
