import { readFileSync, statSync } from "node:fs";
import { PageError } from "./page/page-error.ts";

/** No page is larger. */
const MAX_BYTES = 2 ** 20;

/**
 * Reads a page from a file. `name` is used in messages.
 *
 * @throws {PageError} when the file does not exist, is too large or is not text.
 */
export function readPageFile(path: string, name: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) return refuseSize(name);
    return textOf(readFileSync(path), name);
  } catch (error) {
    if (error instanceof PageError) throw error;
    const code = String((error as NodeJS.ErrnoException).code);
    throw new PageError(`${name}: ${REASONS[code] ?? `cannot be read (${code})`}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file; name a page saved as Markdown",
  EISDIR: "a directory; name one page in it",
  EACCES: "permission denied; change its permissions",
};

/** Decodes a page. @throws {PageError} for bytes that are not UTF-8 text, or more than 1 MiB. */
export function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.length > MAX_BYTES) return refuseSize(name);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Reported below, as is a zero byte.
  }
  throw new PageError(`${name}:1: expected Markdown in UTF-8, found binary data`);
}

function refuseSize(name: string): never {
  throw new PageError(`${name}: larger than 1 MiB, which no documentation page is; name one page`);
}
