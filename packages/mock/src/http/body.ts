import type { IncomingMessage } from "node:http";
import { maxBodyBytes } from "./message.ts";

/** Whether `Content-Length` exceeds `maxBodyBytes`. */
export function declaresTooMuch(request: IncomingMessage): boolean {
  return Number(request.headers["content-length"] ?? 0) > maxBodyBytes;
}

/**
 * Reads the body of a request. For a body over `maxBodyBytes` it resolves with `isTooLong` and no bytes as soon as the
 * size is known, and discards the rest. Rejects if the client disconnects.
 */
export function readBody(request: IncomingMessage): Promise<{ body: Buffer; isTooLong: boolean }> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const discard = (): void => {
      chunks = [];
      request.off("data", keep).resume();
      resolve({ body: Buffer.alloc(0), isTooLong: true });
    };
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > maxBodyBytes) discard();
    };
    request.once("error", reject);
    if (declaresTooMuch(request)) return discard();
    request.on("data", keep);
    request.once("end", () => resolve({ body: Buffer.concat(chunks), isTooLong: false }));
  });
}
