import type { IncomingMessage } from "node:http";
import { maxBodyBytes } from "./message.ts";

/** Whether a request says itself that its body is longer than `maxBodyBytes`. */
export function announcesTooMuch(request: IncomingMessage): boolean {
  return Number(request.headers["content-length"] ?? 0) > maxBodyBytes;
}

/**
 * The body of a request. One over `maxBodyBytes` comes without its bytes: at once where the request announces it, else
 * when it has grown too long; what is left of it is read and let go. Rejects when the caller goes away.
 */
export function readBody(request: IncomingMessage): Promise<{ body: Buffer; isTooLong: boolean }> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      chunks = [];
      request.off("data", keep).resume();
      resolve({ body: Buffer.alloc(0), isTooLong: true });
    };
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > maxBodyBytes) refuse();
    };
    request.once("error", reject);
    if (announcesTooMuch(request)) return refuse();
    request.on("data", keep);
    request.once("end", () => resolve({ body: Buffer.concat(chunks), isTooLong: false }));
  });
}
