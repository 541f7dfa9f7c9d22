import type { IncomingMessage } from "node:http";
import { pipeline, Readable } from "node:stream";
import { BodyTooLargeError } from "../call/read-body.ts";
import { decodeStreams, decodeWhole } from "./decode.ts";
import { rawHeader } from "./headers.ts";
import type { Transfer } from "./transfer.ts";

/**
 * Reads and decodes the body as text, without a byte order mark. `maxBytes` limits both the encoded and the decoded
 * body.
 *
 * @throws {BodyTooLargeError} as soon as the body is known to be larger; the connection is closed then.
 */
export function readText(message: IncomingMessage, transfer: Transfer, maxBytes: number): Promise<string> {
  const coding = rawHeader(message.rawHeaders, "content-encoding");
  const bytes = readBytes(message, transfer, maxBytes);
  return coding === null
    ? bytes.then(utf8)
    : bytes.then((encoded) => decodeWhole(encoded, coding, maxBytes)).then(utf8);
}

/** Returns the decoded body as a web stream. */
export function webStream(message: IncomingMessage, transfer: Transfer): ReadableStream<Uint8Array> {
  // For a message that has already failed, Node 20 creates a stream that hides the reason.
  if (transfer.failure) return failedStream(transfer.failure.reason);
  const coding = rawHeader(message.rawHeaders, "content-encoding");
  try {
    const steps = coding === null ? [] : decodeStreams(coding);
    // The last step passes every failure on to the reader.
    if (steps.length > 0) pipeline([message, ...steps], () => {});
    return Readable.toWeb(steps.at(-1) ?? message) as ReadableStream<Uint8Array>;
  } catch (error) {
    transfer.fail(error);
    return failedStream(error);
  }
}

function failedStream(reason: unknown): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.error(reason) });
}

function readBytes(message: IncomingMessage, transfer: Transfer, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (transfer.failure) return reject(transfer.failure.reason);
    transfer.onFailure = reject;
    if (Number(rawHeader(message.rawHeaders, "content-length")) > maxBytes)
      return transfer.fail(new BodyTooLargeError());
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) transfer.fail(new BodyTooLargeError());
      else chunks.push(chunk);
    });
    message.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)));
  });
}

/** Decodes all bytes at once, so that no character is split between chunks. */
function utf8(bytes: Buffer): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", marked ? 3 : 0);
}
