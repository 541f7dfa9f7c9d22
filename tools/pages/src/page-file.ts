import { readFileSync, statSync } from "node:fs";
import { PageError } from "./page/page-error.ts";

/** Far more than any page has; what is larger is something else. */
const LARGEST = 2 ** 20;

/**
 * The text of a page in a file; `name` stands in messages.
 *
 * @throws {PageError} when there is no such file, or none that holds a page's text.
 */
export function readPageFile(path: string, name: string): string {
  try {
    if (statSync(path).size > LARGEST) return refuseSize(name);
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
  EACCES: "may not be read; change its permissions",
};

/** @throws {PageError} for bytes that are no UTF-8 text, and for more than 1 MiB. */
export function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.length > LARGEST) return refuseSize(name);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // The same as a page with zero bytes in it.
  }
  throw new PageError(`${name}:1: expected Markdown in UTF-8, found bytes that are no text`);
}

function refuseSize(name: string): never {
  throw new PageError(`${name}: larger than 1 MiB, so no page of documentation; name one page`);
}
