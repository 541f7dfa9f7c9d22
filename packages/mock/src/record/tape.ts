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
import { isObject } from "../json.ts";
import { entryOf, recordingOf } from "./har.ts";
import type { Recording } from "./recording.ts";

/** What a file of recordings holds. */
export interface Tape {
  readonly recordings: readonly Recording[];
  /** True where a process died while it wrote the last entry, which is left out. */
  readonly isTorn: boolean;
}

// One entry a line, with the comma before it: whatever a killed process leaves of the last line, those above are whole.
const creator = "feishu-mock";
const head = `{"log":{"version":"1.2","creator":{"name":"${creator}","version":"1"},"entries":[`;
const tail = "\n]}}\n";

/**
 * Reads a file that {@link openTape} wrote, or such a file that was formatted anew. Throws an Error that names file,
 * line and remedy where it is missing, broken before its last line, or made by another program.
 */
export function readTape(file: string): Tape {
  const content = read(file);
  const lines = content.trimEnd().split("\n");
  if (`${lines[0]?.trimEnd()}` !== head) return { recordings: readWhole(file, content), isTorn: false };
  if (lines.at(-1)?.trim() === "]}}") lines.pop();
  let isTorn = false;
  const recordings = lines.slice(1).flatMap((line, index) => {
    const entry = line.trim().replace(/^,/, "");
    const isLast = index === lines.length - 2;
    try {
      return [recordingOf(JSON.parse(entry))];
    } catch (error) {
      // What is left of a write that was cut off: the beginning of an entry, or that of one and the old tail's end.
      isTorn = isLast && (error instanceof SyntaxError || entry === "{}");
      if (isTorn) return [];
      throw refusal(file, `line ${index + 2}: ${(error as Error).message}; correct or delete that line`);
    }
  });
  return { recordings, isTorn };
}

/**
 * Opens a file for recordings, makes it where there is none, mends what a killed process left, and returns what appends
 * to it. An appended recording outlives the process from then on. Throws an Error that names file and remedy, at each
 * append too where the file was changed in the meantime.
 */
export function openTape(file: string): (recording: Recording) => void {
  const recordings = existsSync(file) ? readTape(file).recordings : [];
  const lines = recordings.map((recording) => JSON.stringify(entryOf(recording)));
  const content = head + lines.map((line, index) => `\n${index > 0 ? "," : ""}${line}`).join("") + tail;
  replace(file, content);
  let size = Buffer.byteLength(content);
  let isFirst = lines.length === 0;
  return (recording) => {
    const added = Buffer.from(`\n${isFirst ? "" : ","}${JSON.stringify(entryOf(recording))}${tail}`);
    const start = size - tail.length;
    append(file, added, start, size);
    size = start + added.byteLength;
    isFirst = false;
  };
}

function append(file: string, bytes: Buffer, start: number, expectedSize: number): void {
  const descriptor = openSync(file, "r+");
  try {
    if (fstatSync(descriptor).size !== expectedSize)
      throw refusal(
        file,
        "something else has changed it; start the mock again, and record to a file of its own",
      );
    for (let written = 0; written < bytes.byteLength;)
      written += writeSync(descriptor, bytes, written, bytes.byteLength - written, start + written);
  } finally {
    closeSync(descriptor);
  }
}

/** In one step, so that a process that dies here leaves the old file. */
function replace(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refusal(file, code === "ENOENT" ? "no such folder; make it first" : message, error);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder, not a file" : message;
    throw refusal(file, `${reason}; make one with --record ${file}`, error);
  }
}

function readWhole(file: string, content: string): Recording[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch (error) {
    throw refusal(
      file,
      `line ${lineOf(error, content)}: ${(error as Error).message}; correct it, or record anew`,
      error,
    );
  }
  const log = isObject(parsed) ? parsed["log"] : undefined;
  const made = isObject(log) && isObject(log["creator"]) ? log["creator"]["name"] : undefined;
  if (!isObject(log) || made !== creator || !Array.isArray(log["entries"])) {
    const by = typeof made === "string" ? `made by ${made}` : "no HAR file";
    throw refusal(file, `line 1: not a recording of ${creator} (${by}); make one with --record`);
  }
  return log["entries"].map((entry, index) => {
    try {
      return recordingOf(entry);
    } catch (error) {
      throw refusal(file, `entries[${index}]: ${(error as Error).message}; correct or delete it`, error);
    }
  });
}

/** From the position that V8 tells of most syntax errors; else the last line. */
function lineOf(error: unknown, content: string): number {
  const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
  return content.slice(0, position === undefined ? undefined : Number(position)).split("\n").length;
}

function refusal(file: string, reason: string, cause?: unknown): Error {
  return new Error(`recording ${file}: ${reason}`, { cause });
}
