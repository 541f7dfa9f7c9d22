import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { isObject } from "../util/json.ts";
import { fromEntry, toEntry } from "./har-entry.ts";
import type { Recording } from "./recording.ts";

/** The content of a file of recordings. */
export interface HarFile {
  readonly recordings: readonly Recording[];
  /** True if the last entry was incomplete and is ignored, because the process died while writing it. */
  readonly isTruncated: boolean;
}

// One entry per line, with a leading comma: if a killed process leaves an incomplete last line, the others are intact.
const creator = "feishu-mock";
const head = `{"log":{"version":"1.2","creator":{"name":"${creator}","version":"1"},"entries":[`;
const tail = "\n]}}\n";

/**
 * Reads a file that {@link openHarFile} wrote, even if it was reformatted. Throws an Error that names file, line and
 * remedy if it is missing, invalid before its last line, or written by another program.
 */
export function readHarFile(file: string): HarFile {
  const content = read(file);
  const lines = content.trimEnd().split("\n");
  if (lines[0]?.trimEnd() !== head) return { recordings: parseHar(file, content), isTruncated: false };
  if (lines.at(-1)?.trim() === "]}}") lines.pop();
  let isTruncated = false;
  const recordings = lines.slice(1).flatMap((line, index) => {
    const entry = line.trim().replace(/^,/, "");
    const isLast = index === lines.length - 2;
    try {
      return [fromEntry(JSON.parse(entry))];
    } catch (error) {
      // An interrupted write leaves the start of an entry, or `{` followed by the end of the old tail.
      isTruncated = isLast && (error instanceof SyntaxError || entry === "{}");
      if (isTruncated) return [];
      throw fileError(file, `line ${index + 2}: ${(error as Error).message}; correct or delete that line`);
    }
  });
  return { recordings, isTruncated };
}

/**
 * Opens or creates a file and removes an incomplete last entry. Returns a function that appends a recording
 * synchronously, so that it survives if the process dies. Throws an Error that names file and remedy; so does the
 * function if another program changed the file.
 */
export function openHarFile(file: string): (recording: Recording) => void {
  const recordings = existsSync(file) ? readHarFile(file).recordings : [];
  const lines = recordings.map((recording) => JSON.stringify(toEntry(recording)));
  const content = head + lines.map((line, index) => `\n${index > 0 ? "," : ""}${line}`).join("") + tail;
  replace(file, content);
  let size = Buffer.byteLength(content);
  let isFirst = lines.length === 0;
  return (recording) => {
    const added = Buffer.from(`\n${isFirst ? "" : ","}${JSON.stringify(toEntry(recording))}${tail}`);
    const start = size - tail.length;
    writeAt(file, added, start, size);
    size = start + added.byteLength;
    isFirst = false;
  };
}

function writeAt(file: string, bytes: Buffer, start: number, expectedSize: number): void {
  const descriptor = openSync(file, "r+");
  try {
    if (fstatSync(descriptor).size !== expectedSize)
      throw fileError(file, "another program changed it; start the mock again and record to another file");
    for (let written = 0; written < bytes.byteLength;)
      written += writeSync(descriptor, bytes, written, bytes.byteLength - written, start + written);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes atomically, so that the old file survives if the process dies. */
function replace(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw fileError(file, code === "ENOENT" ? "no such folder; create it first" : message, error);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder, not a file" : message;
    throw fileError(file, `${reason}; create one with --record ${file}`, error);
  }
}

function parseHar(file: string, content: string): Recording[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch (error) {
    const reason = `line ${lineOf(error, content)}: ${(error as Error).message}`;
    throw fileError(file, `${reason}; correct it, or record again`, error);
  }
  const log = isObject(parsed) ? parsed["log"] : undefined;
  const writer = isObject(log) && isObject(log["creator"]) ? log["creator"]["name"] : undefined;
  if (!isObject(log) || writer !== creator || !Array.isArray(log["entries"])) {
    const found = typeof writer === "string" ? `written by ${writer}` : "not a HAR file";
    throw fileError(file, `line 1: not a recording of ${creator} (${found}); create one with --record`);
  }
  return log["entries"].map((entry, index) => {
    try {
      return fromEntry(entry);
    } catch (error) {
      throw fileError(file, `entries[${index}]: ${(error as Error).message}; correct or delete it`, error);
    }
  });
}

/** The line of a syntax error, from the position in V8's message. Without a position, the last line. */
function lineOf(error: unknown, content: string): number {
  const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
  return content.slice(0, position === undefined ? undefined : Number(position)).split("\n").length;
}

function fileError(file: string, reason: string, cause?: unknown): Error {
  return new Error(`recording ${file}: ${reason}`, { cause });
}
